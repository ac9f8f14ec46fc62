-- A clinician who is asked to has contacted somebody.
-- role: recorder
-- takes: organisation_id uuid, clinician uuid, person_id uuid, at timestamptz
DELETE FROM contact WHERE organisation_id = $1 AND person_id = $3
	AND EXISTS (SELECT FROM contact AS listed WHERE listed.person_id = $3 AND listed.listed)
	AND $2 IN (SELECT clinician FROM contact_clinicians($1, $3, $4));
