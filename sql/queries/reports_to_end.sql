-- Ends the reporting lines of some people that are to be others; a nil manager is nobody. One that
-- began this second ends with it.
-- role: recorder
-- takes: person_ids uuid[], manager_ids uuid[], at timestamptz
UPDATE reports_to
SET during = tstzrange(lower(during), greatest($3, lower(during) + interval '1 second')),
	changed_in = pg_current_xact_id()::text::bigint
FROM unnest($1::uuid[], $2::uuid[]) AS given (person_id, manager_person_id)
WHERE reports_to.person_id = given.person_id AND upper(during) = 'infinity'
	AND reports_to.manager_person_id <> given.manager_person_id;
