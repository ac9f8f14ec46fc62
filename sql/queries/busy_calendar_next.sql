-- When the next calendar is to be fetched.
-- role: recorder
-- gives: at timestamptz
SELECT coalesce(min(due_at), 'infinity') AS at FROM busy_calendar WHERE sealed_address IS NOT NULL;
