-- Publishes again a session of a pattern that was withdrawn, unless its host is taken up at that time.
-- role: recorder
-- takes: session_id uuid, organisation_id uuid, host_person_id uuid, during tstzrange, at timestamptz, host_booking_id uuid
WITH taken_up AS (
	INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during, takes_time, state,
		sequence, created_at, changed_at)
	SELECT $3, $6, $2, $1, 'host', $4, true, 'confirmed', 0, $5, $5
	WHERE NOT EXISTS (SELECT FROM session WHERE session_id = $1 AND state = 'cancelled')
	ON CONFLICT DO NOTHING RETURNING session_id)
UPDATE session_seat SET capacity = 1, closing = false, sequence = session_seat.sequence + 1, changed_at = $5
FROM taken_up WHERE session_seat.session_id = taken_up.session_id AND capacity = 0;
