-- Stores alarms.
-- role: recorder
-- takes: person_ids uuid[], lines text[], levels text[], states text[], delay_ends_at timestamptz[], realarm_at timestamptz[], cooldown_until timestamptz[]
INSERT INTO alarm (person_id, line, level, state, delay_ends_at, realarm_at, cooldown_until)
SELECT person_id, line, level, state, delay_ends_at, realarm_at, cooldown_until
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
	$6::timestamptz[], $7::timestamptz[])
	AS new (person_id, line, level, state, delay_ends_at, realarm_at, cooldown_until)
ON CONFLICT (person_id, line, level) DO UPDATE SET state = excluded.state,
	delay_ends_at = excluded.delay_ends_at, realarm_at = excluded.realarm_at,
	cooldown_until = excluded.cooldown_until;
