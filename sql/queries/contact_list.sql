-- Asks to contact a person for whom it is due; no row where another engine has, where it was stopped
-- or answered meanwhile, and where nobody is named any more.
-- role: recorder
-- takes: organisation_id uuid, person_id uuid, at timestamptz
UPDATE contact SET listed = true, changed_at = $3, asked = named.asked
FROM (SELECT string_agg(name, ' / ' ORDER BY name, clinician) AS asked
	FROM contact_clinicians($1, $2, $3)) AS named
WHERE contact.person_id = $2 AND NOT listed AND due_at <= $3 AND named.asked IS NOT NULL;
