-- Takes a calendar that is due, for as long as fetching it may take; no row where another service has it
-- or had it meanwhile. `zone` is its organisation's.
-- role: recorder
-- takes: person_id uuid, calendar_id uuid, at timestamptz, until timestamptz
-- gives: organisation_id uuid, zone text, sealed_address bytea, etag text, modified text, busy_until timestamptz, events integer, failures integer
WITH mine AS (
	SELECT person_id, calendar_id FROM busy_calendar
	WHERE person_id = $1 AND calendar_id = $2 AND due_at <= $3 AND sealed_address IS NOT NULL
	FOR UPDATE SKIP LOCKED)
UPDATE busy_calendar SET due_at = $4
FROM mine, organisation
WHERE busy_calendar.person_id = mine.person_id AND busy_calendar.calendar_id = mine.calendar_id
	AND organisation.organisation_id = busy_calendar.organisation_id
RETURNING busy_calendar.organisation_id, organisation.zone, sealed_address, etag, modified, busy_until,
	events, failures;
