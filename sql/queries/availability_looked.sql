-- Notes when a host's sessions are to be worked out again.
-- role: recorder
-- takes: person_id uuid, look_at timestamptz
UPDATE availability SET look_at = $2 WHERE person_id = $1;
