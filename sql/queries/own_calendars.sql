-- Calendars that keep a person busy, without their addresses.
-- role: web
-- takes: person_id uuid
-- gives: hint text, read_at timestamptz, events integer, unreadable integer, failure text, failed_at timestamptz, made_at timestamptz
SELECT hint, read_at, events, unreadable, nullif(failure, '') AS failure,
	failed_at, created_at AS made_at
FROM busy_calendar WHERE person_id = $1 ORDER BY created_at, calendar_id;
