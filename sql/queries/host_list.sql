-- Who leads sessions, in order of reference after a given one, with how many hours they publish, and how
-- many calendars elsewhere they have: all of them, those not read yet, and those not read the last time.
-- role: recorder
-- takes: organisation_id uuid, after text, most integer
-- gives: reference text, display_name text, kind text, hours bigint, calendars bigint, unread bigint, failing bigint
SELECT person.reference, display_name, coalesce(availability.kind, '') AS kind,
	(SELECT count(*) FROM availability_hours WHERE person_id = account.person_id) AS hours,
	(SELECT count(*) FROM busy_calendar WHERE person_id = account.person_id) AS calendars,
	(SELECT count(*) FROM busy_calendar WHERE person_id = account.person_id AND read_at IS NULL) AS unread,
	(SELECT count(*) FROM busy_calendar WHERE person_id = account.person_id AND failures > 0) AS failing
FROM account JOIN person USING (person_id) LEFT JOIN availability USING (person_id)
WHERE account.organisation_id = $1 AND state = 'active'
	AND roles && ARRAY['supervisor', 'facilitator'] AND person.reference > $2
ORDER BY person.reference LIMIT $3;
