-- Locks a host's availability that is to be looked at by now; no row where another engine did.
-- role: recorder
-- takes: person_id uuid, at timestamptz
-- gives: look_at timestamptz
SELECT look_at FROM availability WHERE person_id = $1 AND look_at <= $2 FOR UPDATE;
