-- Calendars that are to be fetched by now, those that have waited longest first.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, calendar_id uuid
SELECT person_id, calendar_id FROM busy_calendar
WHERE sealed_address IS NOT NULL AND due_at <= $1 ORDER BY due_at, calendar_id LIMIT $2;
