-- What may be told of the newest plan of a night; -1 is what may not.
-- role: web
-- takes: organisation_id uuid
-- gives: made_at timestamptz, verified boolean, needs integer, unplaced integer, moved integer, sooner integer, days_sooner integer, hosts integer, load_least integer, load_most integer
SELECT made_at, verified, coalesce(needs, -1) AS needs, coalesce(unplaced, -1) AS unplaced,
	coalesce(moved, -1) AS moved, coalesce(sooner, -1) AS sooner,
	coalesce(days_sooner, -1) AS days_sooner, coalesce(hosts, -1) AS hosts,
	coalesce(load_least, -1) AS load_least, coalesce(load_most, -1) AS load_most
FROM plan_outcome WHERE organisation_id = $1;
