-- A session takes nobody in any more.
-- role: recorder
-- takes: session_id uuid, at timestamptz
UPDATE session_seat SET closed = true, sequence = sequence + 1, changed_at = $2 WHERE session_id = $1;
