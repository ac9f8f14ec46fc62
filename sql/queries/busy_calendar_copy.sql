-- Keeps a new copy of a calendar; nothing where it was removed meanwhile.
-- role: recorder
-- takes: person_id uuid, calendar_id uuid, etag text, modified text, busy tstzrange[], busy_from timestamptz, busy_until timestamptz, events integer, unreadable integer, unknown_zones integer, due_at timestamptz, at timestamptz
UPDATE busy_calendar SET etag = $3, modified = $4, busy = $5, busy_from = $6, busy_until = $7, events = $8,
	unreadable = $9, unknown_zones = $10, due_at = $11, read_at = $12, failure = '', failures = 0, failed_at = NULL,
	changed_at = $12
WHERE person_id = $1 AND calendar_id = $2;
