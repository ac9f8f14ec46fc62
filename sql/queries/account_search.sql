-- Accounts whose name or staff number has something in it, by name, after one of them.
-- role: recorder
-- takes: organisation_id uuid, pattern text, after_name text, after uuid, most integer
-- gives: person_id uuid, reference text, display_name text, sign_in_name text, roles text[], language text, state text, password_set_at timestamptz, totp_set_at timestamptz, profile text, leaves_at timestamptz
SELECT account.person_id, person.reference, display_name, sign_in_name, roles, language, state,
	password_set_at, totp_set_at, profile, leaves_at
FROM account JOIN person USING (person_id)
WHERE account.organisation_id = $1 AND (display_name ILIKE $2 OR person.reference ILIKE $2)
	AND (lower(display_name), account.person_id) > (lower($3), $4)
ORDER BY lower(display_name), account.person_id LIMIT $5;
