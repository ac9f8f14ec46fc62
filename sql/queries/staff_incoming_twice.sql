-- Leaves out staff numbers that are on several lines, and several numbers of one person.
-- role: recorder
-- needs: staff_incoming_create
-- takes: fault integer
UPDATE staff_incoming SET fault = $1
FROM (SELECT line, count(*) OVER (PARTITION BY reference) AS of_number,
		count(*) OVER (PARTITION BY person_id) AS of_person
	FROM staff_incoming WHERE reference <> '') AS counted
WHERE counted.line = staff_incoming.line AND (of_number > 1 OR of_person > 1)
	AND staff_incoming.fault = 0;
