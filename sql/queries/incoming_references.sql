-- Gives each responder met for the first time their person id.
-- role: recorder
-- needs: incoming_create
-- takes: organisation_id uuid
INSERT INTO person_reference (reference, organisation_id, person_id)
SELECT DISTINCT reference, $1, person_id FROM incoming ORDER BY reference
ON CONFLICT DO NOTHING;
