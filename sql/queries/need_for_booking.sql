-- Another session like one that was booked for no need is looked for, before all others. Where something
-- that begins with its kind is open, that comes first instead.
-- role: recorder
-- takes: person_id uuid, booking_id uuid, need_id uuid, at timestamptz, window_seconds bigint, notice_seconds bigint, answer_seconds bigint
INSERT INTO need (person_id, need_id, organisation_id, response, kinds, minutes, priority,
	earliest_at, latest_at, notice_seconds, answer_seconds, hold_from, first, state, try_at,
	created_at, changed_at)
SELECT diary.person_id, $3, diary.organisation_id, '', ARRAY[session.kind],
	(extract(epoch FROM upper(session.during) - lower(session.during)) / 60)::integer, 0, $4,
	greatest(lower(session.during), $4 + make_interval(secs => $5)), $6, $7, $4, true, 'open', $4, $4, $4
FROM diary JOIN session USING (session_id)
WHERE diary.person_id = $1 AND diary.booking_id = $2
ON CONFLICT (person_id, (kinds[1])) WHERE state IN ('open', 'no_seat', 'held') DO UPDATE SET first = true,
	try_at = CASE need.state WHEN 'no_seat' THEN least(need.try_at, excluded.try_at)
		ELSE need.try_at END;
