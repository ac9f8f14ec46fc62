-- One need, whatever has become of it.
-- role: recorder
-- takes: person_id uuid, need_id uuid
-- gives: organisation_id uuid, kinds text, minutes integer, earliest_at timestamptz, latest_at timestamptz, notice_seconds bigint, answer_seconds bigint, hold_from timestamptz, state text
SELECT organisation_id, array_to_string(kinds, ' ') AS kinds, minutes, earliest_at, latest_at,
	notice_seconds, answer_seconds, hold_from, state
FROM need WHERE person_id = $1 AND need_id = $2;
