-- All that is published of a period, by measure, role and team.
-- role: recorder
-- takes: organisation_id uuid, weeks integer, at timestamptz
-- gives: begins_at timestamptz, measure text, role text, team_id uuid, team text, hidden text, people integer, load_median double precision, load_low double precision, load_high double precision, over_line integer, entries integer, minutes integer, offered integer, taken_up integer, wait_days double precision
SELECT begins_at, measure, role, trend.team_id, coalesce(name, '') AS team,
	coalesce(hidden, '') AS hidden, coalesce(people, -1) AS people,
	coalesce(load_median, -1) AS load_median, coalesce(load_low, -1) AS load_low,
	coalesce(load_high, -1) AS load_high, coalesce(over_line, -1) AS over_line,
	coalesce(entries, -1) AS entries, coalesce(minutes, -1) AS minutes,
	coalesce(offered, -1) AS offered, coalesce(taken_up, -1) AS taken_up,
	coalesce(wait_days, -1) AS wait_days
FROM trend LEFT JOIN team USING (team_id)
WHERE trend.organisation_id = $1 AND weeks = $2 AND begins_at = $3
ORDER BY measure, role, trend.team_id;
