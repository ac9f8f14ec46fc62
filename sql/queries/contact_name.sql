-- Names those clinicians, and no others, to contact people.
-- role: recorder
-- takes: organisation_id uuid, person_ids uuid[], at timestamptz
UPDATE account SET contacts = person_id = ANY ($2), changed_at = $3
WHERE organisation_id = $1 AND contacts IS DISTINCT FROM (person_id = ANY ($2))
	AND (contacts OR 'clinician' = ANY (roles));
