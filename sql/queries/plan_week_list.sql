-- How full the programme is, by kind and in order of weeks; -1 is what may not be told.
-- role: web
-- takes: organisation_id uuid
-- gives: kind text, begins_at timestamptz, sessions integer, seats integer, taken integer
SELECT kind, begins_at, sessions, seats, coalesce(taken, -1) AS taken
FROM plan_week WHERE organisation_id = $1 ORDER BY kind, begins_at;
