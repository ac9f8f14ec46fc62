-- Records the staff side's view of a proposal that is not approved.
-- role: recorder
-- takes: organisation_id uuid, version integer, body text, on timestamptz, view text, note text
UPDATE policy SET staff_body = $3, staff_on = ($4 AT TIME ZONE 'UTC')::date, staff_view = $5,
	staff_note = $6
WHERE organisation_id = $1 AND version = $2 AND approved_at IS NULL AND withdrawn_at IS NULL;
