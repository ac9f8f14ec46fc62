-- What host time is missing, in order of weeks and kinds, those of teams by name; -1 minutes may not be told.
-- role: web
-- takes: organisation_id uuid
-- gives: area text, team text, kind text, begins_at timestamptz, minutes integer
SELECT area, coalesce(name, '') AS team, kind, begins_at, coalesce(minutes, -1) AS minutes
FROM plan_missing LEFT JOIN team USING (team_id)
WHERE plan_missing.organisation_id = $1 ORDER BY begins_at, kind, area DESC, name, team_id;
