-- Accounts in order of reference, after a given one.
-- role: recorder
-- takes: organisation_id uuid, after text, most integer
-- gives: person_id uuid, reference text, display_name text, sign_in_name text, roles text[], language text, state text, password_set_at timestamptz, totp_set_at timestamptz
SELECT account.person_id, person.reference, display_name, sign_in_name, roles, language, state,
	password_set_at, totp_set_at
FROM account JOIN person USING (person_id)
WHERE account.organisation_id = $1 AND person.reference > $2 ORDER BY person.reference LIMIT $3;
