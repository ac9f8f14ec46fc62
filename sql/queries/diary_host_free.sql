-- Whoever was to lead a session is free at its time.
-- role: recorder
-- takes: person_id uuid, session_id uuid, at timestamptz
UPDATE diary SET state = 'cancelled', sequence = sequence + 1, changed_at = $3
WHERE person_id = $1 AND session_id = $2 AND part = 'host' AND state = 'confirmed';
