-- What a person wants to be reminded of.
-- role: web
-- takes: person_id uuid
-- gives: two_days boolean, two_hours boolean, quiet_from integer, quiet_until integer, changed_at timestamptz
SELECT two_days, two_hours, quiet_from, quiet_until, changed_at FROM reminder_setting WHERE person_id = $1;
