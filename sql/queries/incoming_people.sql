-- Adds the people of an import who are not known yet.
-- role: recorder
-- needs: incoming_create
-- takes: organisation_id uuid, profile text, at timestamptz
INSERT INTO person (person_id, organisation_id, reference, profile, folded_at, created_at)
SELECT DISTINCT known.person_id, $1, known.reference, $2, $3, $3
FROM incoming JOIN person_reference known
	ON known.reference = incoming.reference AND known.organisation_id = $1
ORDER BY known.person_id
ON CONFLICT DO NOTHING;
