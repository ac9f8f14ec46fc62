-- Settles an import: one row per incident and person, the earliest time kept.
-- role: recorder
-- needs: incoming_create, incoming_settled_create
-- takes: organisation_id uuid
INSERT INTO incoming_settled (person_id, incident, occurred_at, category)
SELECT DISTINCT ON (known.person_id, incoming.incident)
	known.person_id, incoming.incident, incoming.occurred_at, incoming.category
FROM incoming JOIN person_reference known
	ON known.reference = incoming.reference AND known.organisation_id = $1
ORDER BY known.person_id, incoming.incident, incoming.occurred_at, incoming.category;
