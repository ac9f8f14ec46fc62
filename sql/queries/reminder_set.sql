-- Sets what somebody wants to be reminded of.
-- role: recorder
-- takes: person_id uuid, two_days boolean, two_hours boolean, quiet_from integer, quiet_until integer, at timestamptz
INSERT INTO reminder_setting (person_id, organisation_id, two_days, two_hours, quiet_from, quiet_until,
	changed_at)
SELECT person_id, organisation_id, $2, $3, $4, $5, $6 FROM person WHERE person_id = $1
ON CONFLICT (person_id) DO UPDATE SET two_days = excluded.two_days, two_hours = excluded.two_hours,
	quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
	changed_at = excluded.changed_at;
