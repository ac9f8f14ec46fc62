-- The people of an organisation in ranges of so many: the last id of each.
-- role: recorder
-- takes: organisation_id uuid, most bigint
-- gives: last uuid
SELECT person_id AS last FROM (
	SELECT person_id, row_number() OVER (ORDER BY person_id) AS number,
		lead(person_id) OVER (ORDER BY person_id) IS NULL AS ends
	FROM person WHERE organisation_id = $1) numbered
WHERE ends OR number % $2 = 0 ORDER BY person_id;
