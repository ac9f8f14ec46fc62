-- The calendars that keep a person busy, in the order they were added.
-- role: web, recorder
-- takes: person_id uuid
-- gives: calendar_id uuid, hint text, busy_from timestamptz, busy_until timestamptz, events integer, unreadable integer, unknown_zones integer, read_at timestamptz, failure text, failures integer, failed_at timestamptz, due_at timestamptz, created_at timestamptz, times integer
SELECT calendar_id, hint, busy_from, busy_until, events, unreadable, unknown_zones, read_at, failure,
	failures, failed_at, due_at, created_at, cardinality(busy) AS times
FROM busy_calendar WHERE person_id = $1 ORDER BY created_at, calendar_id;
