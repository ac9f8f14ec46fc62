-- Publishes a session of one to one from its host's hours, or publishes again what was withdrawn.
-- Nothing happens when its host is taken up at that time, as by itself.
-- role: recorder
-- takes: session_id uuid, organisation_id uuid, kind text, topic text, host_person_id uuid, during tstzrange, at timestamptz, host_booking_id uuid
WITH taken_up AS (
	INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during, takes_time, state,
		sequence, created_at, changed_at)
	SELECT $5, $8, $2, $1, 'host', $6, true, 'confirmed', 0, $7, $7
	WHERE NOT EXISTS (SELECT FROM session WHERE session_id = $1 AND state = 'cancelled')
	ON CONFLICT DO NOTHING RETURNING session_id),
published AS (
	INSERT INTO session (session_id, organisation_id, series_id, kind, topic, host_person_id,
		during, state, sequence, created_at, changed_at, languages, manner)
	SELECT $1, $2, NULL, $3, $4, $5, $6, 'published', 0, $7, $7,
		coalesce((SELECT leads_in FROM account WHERE person_id = $5), '{en}'),
		(SELECT manner FROM availability WHERE person_id = $5) FROM taken_up
	ON CONFLICT (session_id) DO NOTHING)
INSERT INTO session_seat AS seat (session_id, capacity, taken, confirmed, sequence, changed_at)
SELECT session_id, 1, 0, 0, 0, $7 FROM taken_up
ON CONFLICT (session_id) DO UPDATE SET capacity = 1, closing = false, sequence = seat.sequence + 1,
	changed_at = excluded.changed_at;
