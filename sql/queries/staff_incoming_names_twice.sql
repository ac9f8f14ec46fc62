-- Leaves out names to sign in with that are on several lines.
-- role: recorder
-- needs: staff_incoming_create
-- takes: fault integer
UPDATE staff_incoming SET fault = $1
FROM (SELECT line, count(*) OVER (PARTITION BY sign_in_name) AS of_name
	FROM staff_incoming WHERE fault = 0) AS counted
WHERE counted.line = staff_incoming.line AND of_name > 1;
