-- When calendars keep a person busy, as they were last read.
-- role: web
-- takes: person_id uuid
-- gives: hint text, starts_at timestamptz, ends_at timestamptz
SELECT hint, lower(during) AS starts_at, upper(during) AS ends_at
FROM busy_calendar, unnest(busy) AS during
WHERE person_id = $1 ORDER BY during, hint;
