-- The responders of an import whom nobody knows, most rows first.
-- role: recorder
-- needs: incoming_create
-- takes: organisation_id uuid, most integer
-- gives: reference text, rows bigint
SELECT incoming.reference, count(*) AS rows
FROM incoming LEFT JOIN person_reference known
	ON known.reference = incoming.reference AND known.organisation_id = $1
WHERE known.person_id IS NULL
GROUP BY incoming.reference ORDER BY rows DESC, incoming.reference LIMIT $2;
