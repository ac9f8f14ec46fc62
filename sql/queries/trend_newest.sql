-- When the newest period of so many weeks begins that there are trends of.
-- role: recorder
-- takes: organisation_id uuid, weeks integer
-- gives: begins_at timestamptz
SELECT begins_at FROM trend_period WHERE organisation_id = $1 AND weeks = $2
ORDER BY begins_at DESC LIMIT 1;
