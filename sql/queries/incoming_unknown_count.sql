-- How many responders of an import nobody knows, and how many rows are theirs.
-- role: recorder
-- needs: incoming_create
-- takes: organisation_id uuid
-- gives: people bigint, rows bigint
SELECT count(*) AS people, coalesce(sum(rows), 0)::bigint AS rows
FROM (SELECT count(*) AS rows
	FROM incoming LEFT JOIN person_reference known
		ON known.reference = incoming.reference AND known.organisation_id = $1
	WHERE known.person_id IS NULL
	GROUP BY incoming.reference) AS unknown;
