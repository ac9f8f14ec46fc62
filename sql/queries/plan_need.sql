-- Needs that nobody has answered yet and for which a seat may be held by now, with the seat that is, in
-- which team the person is, and who led the last session that they had by themselves; first those of whom
-- something was called off, then the most pressing.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, need_id uuid, organisation_id uuid, kinds text, minutes integer, priority integer, earliest_at timestamptz, latest_at timestamptz, notice_seconds bigint, answer_seconds bigint, state text, booking_id uuid, session_id uuid, host_person_id uuid, kind text, during tstzrange, first boolean, team_id uuid, met_person_id uuid
SELECT need.person_id, need.need_id, need.organisation_id,
	array_to_string(need.kinds, ' ') AS kinds, need.minutes, need.priority, need.earliest_at,
	need.latest_at, need.notice_seconds, need.answer_seconds, need.state, held.booking_id,
	held.session_id, session.host_person_id, session.kind, held.during,
	need.first,
	(SELECT team_id FROM team_member WHERE team_member.person_id = need.person_id
		AND upper(team_member.during) = 'infinity') AS team_id,
	(SELECT before.host_person_id FROM diary past JOIN session before USING (session_id)
		WHERE past.person_id = need.person_id AND past.part = 'attendee'
			AND past.state = 'confirmed' AND upper(past.during) <= $1
			AND before.kind IN ('reflective_supervision', 'wellbeing_review', 'check_in')
		ORDER BY past.during DESC LIMIT 1) AS met_person_id
FROM need LEFT JOIN diary held ON held.person_id = need.person_id AND held.need_id = need.need_id
		AND held.state = 'held' AND held.answer_by > $1
	LEFT JOIN session ON session.session_id = held.session_id
WHERE need.state IN ('open', 'no_seat', 'held') AND need.hold_from <= $1 AND need.latest_at >= $1
	AND (need.state = 'held') = (held.booking_id IS NOT NULL)
	AND NOT coalesce(held.waited, false)
ORDER BY need.first DESC, need.priority DESC, need.person_id, need.need_id LIMIT $2;
