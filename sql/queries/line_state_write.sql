-- Stores the state of lines whose model keeps nothing but a load.
-- role: recorder
-- takes: policy_version integer, person_ids uuid[], lines text[], loads double precision[], load_at timestamptz[], settled_at timestamptz[], next_change_at timestamptz[], hold_from timestamptz[]
INSERT INTO line_state
	(person_id, line, policy_version, load, load_at, settled_at, next_change_at, hold_from)
SELECT person_id, line, $1, load, load_at, settled_at, next_change_at, hold_from
FROM unnest($2::uuid[], $3::text[], $4::double precision[], $5::timestamptz[],
	$6::timestamptz[], $7::timestamptz[], $8::timestamptz[])
	AS new (person_id, line, load, load_at, settled_at, next_change_at, hold_from)
ON CONFLICT (person_id, line) DO UPDATE SET policy_version = excluded.policy_version,
	load = excluded.load, load_at = excluded.load_at, settled_at = excluded.settled_at,
	next_change_at = excluded.next_change_at, hold_from = excluded.hold_from,
	state = excluded.state;
