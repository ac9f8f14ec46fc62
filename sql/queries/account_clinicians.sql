-- Clinicians who can sign in, but for one person, by name.
-- role: recorder
-- takes: organisation_id uuid, but uuid
-- gives: person_id uuid, display_name text
SELECT person_id, display_name FROM account
WHERE organisation_id = $1 AND person_id <> $2 AND state = 'active' AND 'clinician' = ANY (roles)
ORDER BY display_name, person_id;
