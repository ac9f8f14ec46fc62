-- A calendar could not be read; its copy stays.
-- role: recorder
-- takes: person_id uuid, calendar_id uuid, failure text, due_at timestamptz, at timestamptz
UPDATE busy_calendar SET failure = $3, failures = failures + 1, failed_at = $5, due_at = $4,
	changed_at = $5
WHERE person_id = $1 AND calendar_id = $2;
