-- Keeps how full the programme is; -1 seats taken is what may not be told.
-- role: recorder
-- takes: organisation_id uuid, kinds text[], begins_at timestamptz[], sessions integer[], seats integer[], taken integer[]
INSERT INTO plan_week (organisation_id, kind, begins_at, sessions, seats, taken)
SELECT $1, kind, begins, sessions, seats, nullif(taken, -1)
FROM unnest($2::text[], $3::timestamptz[], $4::integer[], $5::integer[], $6::integer[])
	AS new (kind, begins, sessions, seats, taken);
