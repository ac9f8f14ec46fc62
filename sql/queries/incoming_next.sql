-- The settled rows of the next people of an import, in order of the log.
-- role: recorder
-- needs: incoming_settled_create
-- takes: after uuid, people integer
-- gives: person_id uuid, incident uuid, occurred_at timestamptz, category text, modifier text
WITH next AS (
	SELECT DISTINCT person_id FROM incoming_settled
	WHERE person_id > $1 ORDER BY person_id LIMIT $2)
SELECT settled.person_id, settled.incident, settled.occurred_at, settled.category,
	settled.modifier
FROM incoming_settled settled JOIN next USING (person_id)
ORDER BY settled.person_id, settled.occurred_at, settled.incident;
