-- Finds which person each responder of an import is; of those nobody knows, whom they would be
-- where they are wanted.
-- role: recorder
-- needs: incoming_create, incoming_known_create
-- takes: organisation_id uuid, wanted boolean
INSERT INTO incoming_known (reference, person_id)
SELECT DISTINCT incoming.reference, coalesce(known.person_id, incoming.person_id)
FROM incoming LEFT JOIN person_reference known
	ON known.reference = incoming.reference AND known.organisation_id = $1
WHERE $2 OR known.person_id IS NOT NULL;
