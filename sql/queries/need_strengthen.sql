-- A need that is not answered takes over a more pressing response, and is looked at again when a
-- seat may be held for that one.
-- role: recorder
-- takes: person_id uuid, need_id uuid, response text, kinds text, minutes integer, priority integer, earliest_at timestamptz, latest_at timestamptz, notice_seconds bigint, answer_seconds bigint, hold_from timestamptz, at timestamptz
UPDATE need SET response = $3, kinds = string_to_array($4, ' '), minutes = $5, priority = $6,
	earliest_at = $7, latest_at = $8, notice_seconds = $9, answer_seconds = $10, hold_from = $11,
	try_at = $11, changed_at = $12
WHERE person_id = $1 AND need_id = $2 AND state IN ('open', 'no_seat', 'held') AND priority < $6;
