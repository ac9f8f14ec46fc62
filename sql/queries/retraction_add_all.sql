-- Removes every entry of a person; again changes nothing.
-- role: recorder
-- takes: person_id uuid, organisation_id uuid, at timestamptz
INSERT INTO retraction (person_id, exposure_id, organisation_id, retracted_at)
SELECT person_id, exposure_id, $2, $3 FROM exposure WHERE person_id = $1
ON CONFLICT DO NOTHING;
