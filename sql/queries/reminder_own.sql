-- What somebody wants to be reminded of; no row where they want nothing.
-- role: web
-- takes: person_id uuid
-- gives: two_days boolean, two_hours boolean, quiet_from integer, quiet_until integer
SELECT two_days, two_hours, quiet_from, quiet_until FROM reminder_setting WHERE person_id = $1;
