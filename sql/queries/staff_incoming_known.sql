-- Finds who is known of a file of staff.
-- role: recorder
-- needs: staff_incoming_create
-- takes: organisation_id uuid
UPDATE staff_incoming SET person_id = known.person_id, known = true
FROM person_reference known
WHERE known.reference = staff_incoming.reference AND known.organisation_id = $1
	AND staff_incoming.reference <> '';
