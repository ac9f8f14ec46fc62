-- Tells people who will be asked to contact them from now on; with nobody named it is nobody.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz
UPDATE contact SET asked = coalesce((SELECT string_agg(name, ' / ' ORDER BY name, clinician)
	FROM contact_clinicians($1, contact.person_id, $2)), ''), changed_at = $2
WHERE organisation_id = $1;
