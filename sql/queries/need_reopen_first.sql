-- A need whose session was called off is open again, before all others and with as much time to find
-- something else as it had; none changes where something that begins with the same kind is open.
-- role: recorder
-- takes: person_id uuid, need_id uuid, at timestamptz
UPDATE need SET state = 'open', first = true, no_seat_reason = NULL, try_at = $3, changed_at = $3,
	hold_from = least(hold_from, $3),
	latest_at = greatest(latest_at, $3 + (latest_at - earliest_at))
WHERE person_id = $1 AND need_id = $2 AND state IN ('booked', 'held')
	AND NOT EXISTS (SELECT FROM need other
	WHERE other.person_id = $1 AND other.kinds[1] = need.kinds[1] AND other.need_id <> need.need_id
		AND other.state IN ('open', 'no_seat', 'held'));
