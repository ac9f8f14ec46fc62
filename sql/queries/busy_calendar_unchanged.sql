-- A calendar is what its copy says.
-- role: recorder
-- takes: person_id uuid, calendar_id uuid, due_at timestamptz, at timestamptz
UPDATE busy_calendar SET due_at = $3, read_at = $4, failure = '', failures = 0, failed_at = NULL, changed_at = $4
WHERE person_id = $1 AND calendar_id = $2;
