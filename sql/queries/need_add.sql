-- Adds needs; kinds with blanks between. A need is first looked at when a hold may be made.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz, person_ids uuid[], need_ids uuid[], responses text[], kinds text[], minutes integer[], priorities integer[], earliest_at timestamptz[], latest_at timestamptz[], notice_seconds integer[], answer_seconds integer[], hold_from timestamptz[]
INSERT INTO need (person_id, need_id, organisation_id, response, kinds, minutes, priority,
	earliest_at, latest_at, notice_seconds, answer_seconds, hold_from, state, try_at, created_at,
	changed_at)
SELECT person_id, need_id, $1, response, string_to_array(kinds, ' '), minutes, priority,
	earliest_at, latest_at, notice_seconds, answer_seconds, hold_from, 'open', hold_from, $2, $2
FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::integer[], $8::integer[],
	$9::timestamptz[], $10::timestamptz[], $11::integer[], $12::integer[], $13::timestamptz[])
	AS new (person_id, need_id, response, kinds, minutes, priority, earliest_at, latest_at,
		notice_seconds, answer_seconds, hold_from);
