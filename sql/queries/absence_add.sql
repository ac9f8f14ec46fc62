-- Adds absences; the engine looks at each at once.
-- role: recorder
-- takes: organisation_id uuid, source text, at timestamptz, person_ids uuid[], during tstzrange[], offered_days integer[]
INSERT INTO absence (person_id, source, during, organisation_id, offered_days, look_at, recorded_at)
SELECT person_id, $2, during, $1, offered_days, $3, $3
FROM unnest($4::uuid[], $5::tstzrange[], $6::integer[]) AS new (person_id, during, offered_days);
