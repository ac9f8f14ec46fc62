-- Absences that the engine has to look at, locked; without those another engine is at.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, source text, during tstzrange, offered_days integer
SELECT person_id, source, during, offered_days FROM absence
WHERE look_at <= $1 AND look_at < 'infinity' ORDER BY look_at, person_id LIMIT $2
FOR UPDATE SKIP LOCKED;
