-- Clinicians who can sign in, by name: whether they are named to contact people, and whether they
-- are outside the line of command.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz
-- gives: person_id uuid, display_name text, named boolean, outside boolean
SELECT person_id, display_name, contacts AS named,
	roles <@ ARRAY['clinician', 'officer'] AND NOT EXISTS (SELECT FROM reports_to
		WHERE manager_person_id = account.person_id AND during @> $2) AS outside
FROM account
WHERE organisation_id = $1 AND state = 'active' AND 'clinician' = ANY (roles)
ORDER BY display_name, person_id;
