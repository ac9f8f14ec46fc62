-- How many lines are left out for which reason, and how many of them have no staff number.
-- role: recorder
-- needs: staff_incoming_create
-- gives: fault integer, lines bigint, first bigint, nameless bigint
SELECT fault, count(*) AS lines, min(line) AS first,
	count(*) FILTER (WHERE reference = '') AS nameless
FROM staff_incoming WHERE fault > 0 GROUP BY fault ORDER BY fault;
