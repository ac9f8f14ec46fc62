-- The zone of a pattern.
-- role: recorder
-- takes: series_id uuid
-- gives: zone text
SELECT zone FROM series WHERE series_id = $1;
