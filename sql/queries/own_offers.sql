-- What a person's crossings asked for, and what became of it.
-- role: recorder
-- takes: person_id uuid
-- gives: kinds text, minutes integer, earliest_at timestamptz, latest_at timestamptz, state text, no_seat_reason text, any_since timestamptz, made_at timestamptz, changed_at timestamptz
SELECT array_to_string(kinds, ' ') AS kinds, minutes, earliest_at, latest_at, state, no_seat_reason, any_since,
	created_at AS made_at, changed_at
FROM need WHERE person_id = $1 ORDER BY created_at, need_id;
