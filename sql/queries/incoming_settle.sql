-- Settles an import: one row per incident and person, at the earliest time of its rows, of the
-- category of the heaviest.
-- role: recorder
-- needs: incoming_create, incoming_settled_create
-- takes: organisation_id uuid
INSERT INTO incoming_settled (person_id, incident, occurred_at, category, modifier)
SELECT DISTINCT ON (known.person_id, incoming.incident)
	known.person_id, incoming.incident,
	min(incoming.occurred_at) OVER (PARTITION BY known.person_id, incoming.incident),
	incoming.category, incoming.modifier
FROM incoming JOIN person_reference known
	ON known.reference = incoming.reference AND known.organisation_id = $1
ORDER BY known.person_id, incoming.incident, incoming.weight DESC, incoming.category,
	incoming.modifier;
