-- Adds a person; nothing happens if they or their reference are there.
-- role: recorder
-- takes: person_id uuid, organisation_id uuid, reference text, profile text, at timestamptz
WITH known AS (
	INSERT INTO person_reference (reference, organisation_id, person_id) VALUES ($3, $2, $1)
	ON CONFLICT DO NOTHING RETURNING person_id)
INSERT INTO person (person_id, organisation_id, reference, profile, folded_at, created_at)
SELECT person_id, $2, $3, $4, $5, $5 FROM known ON CONFLICT DO NOTHING;
