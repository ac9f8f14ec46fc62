-- Calls a session off, for a reason; no row changes where it was already.
-- role: recorder
-- takes: session_id uuid, reason text, at timestamptz
UPDATE session SET state = 'cancelled', called_off_because = $2, sequence = sequence + 1, changed_at = $3
WHERE session_id = $1 AND state = 'published';
