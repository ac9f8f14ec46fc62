-- Has the place of a session withdrawn when it is given back, or not any more.
-- role: recorder
-- takes: session_id uuid, closing boolean
UPDATE session_seat SET closing = $2 WHERE session_id = $1 AND closing <> $2;
