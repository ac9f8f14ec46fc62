-- Has the place of a session withdrawn when it is given back, at once where it was meanwhile; or not any
-- more.
-- role: recorder
-- takes: session_id uuid, closing boolean
UPDATE session_seat SET closing = $2,
	capacity = CASE WHEN $2 AND taken = 0 THEN 0 ELSE capacity END
WHERE session_id = $1 AND closing <> $2;
