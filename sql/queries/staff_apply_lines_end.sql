-- Ends the reporting lines of those who report to somebody else, or to nobody.
-- role: recorder
-- needs: staff_plan_create
-- takes: at timestamptz
UPDATE reports_to
SET during = tstzrange(lower(during), greatest($1, lower(during) + interval '1 second')),
	changed_in = pg_current_xact_id()::text::bigint
FROM staff_plan planned
WHERE reports_to.person_id = planned.person_id AND upper(during) = 'infinity' AND new_manager;
