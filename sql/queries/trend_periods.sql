-- The periods that there are trends of, in order.
-- role: recorder
-- takes: organisation_id uuid
-- gives: weeks integer, begins_at timestamptz, ends_at timestamptz
SELECT weeks, begins_at, ends_at FROM trend_period WHERE organisation_id = $1
ORDER BY begins_at, weeks;
