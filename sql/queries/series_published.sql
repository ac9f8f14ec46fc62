-- Notes up to when the sessions of a pattern are published.
-- role: recorder
-- takes: series_id uuid, until timestamptz
UPDATE series SET published_until = $2 WHERE series_id = $1;
