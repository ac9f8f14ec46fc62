-- A person's account as an administrator sees it.
-- role: recorder
-- takes: organisation_id uuid, person_id uuid
-- gives: person_id uuid, reference text, display_name text, sign_in_name text, roles text[], language text, state text, password_set_at timestamptz, totp_set_at timestamptz, profile text, leaves_at timestamptz
SELECT account.person_id, person.reference, display_name, sign_in_name, roles, language, state,
	password_set_at, totp_set_at, profile, leaves_at
FROM account JOIN person USING (person_id)
WHERE account.organisation_id = $1 AND account.person_id = $2;
