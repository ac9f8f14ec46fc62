-- Records crossings, each with the need it led to (the nil id: none).
-- role: recorder
-- takes: recorded_at timestamptz, policy_version integer, person_ids uuid[], crossing_ids uuid[], rules text[], levels text[], changes text[], crossed_at timestamptz[], found_late boolean[], need_ids uuid[]
INSERT INTO crossing (person_id, crossing_id, rule, level, change, crossed_at, recorded_at,
	found_late, policy_version, need_id)
SELECT person_id, crossing_id, rule, level, change, crossed_at, $1, found_late, $2,
	nullif(need_id, '00000000-0000-0000-0000-000000000000')
FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
	$9::boolean[], $10::uuid[])
	AS new (person_id, crossing_id, rule, level, change, crossed_at, found_late, need_id)
ON CONFLICT DO NOTHING;
