-- Keeps what may be told of a plan; -1 is what may not.
-- role: recorder
-- takes: organisation_id uuid, made_at timestamptz, verified boolean, numbers integer[]
INSERT INTO plan_outcome (organisation_id, made_at, verified, needs, unplaced, moved, sooner,
	days_sooner, hosts, load_least, load_most)
VALUES ($1, $2, $3, nullif(($4::integer[])[1], -1), nullif(($4::integer[])[2], -1),
	nullif(($4::integer[])[3], -1), nullif(($4::integer[])[4], -1), nullif(($4::integer[])[5], -1),
	nullif(($4::integer[])[6], -1), nullif(($4::integer[])[7], -1), nullif(($4::integer[])[8], -1));
