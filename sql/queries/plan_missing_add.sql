-- Keeps what host time is missing; `team_ids` are nil where it is of no team. -1 minutes are what may not
-- be told; what is of no week has `begins_at` infinity.
-- role: recorder
-- takes: organisation_id uuid, areas text[], team_ids uuid[], kinds text[], begins_at timestamptz[], minutes integer[]
INSERT INTO plan_missing (organisation_id, area, team_id, kind, begins_at, minutes)
SELECT $1, area, team_id, kind, begins, nullif(minutes, -1)
FROM unnest($2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::integer[])
	AS new (area, team_id, kind, begins, minutes);
