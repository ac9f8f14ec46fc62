-- A person's account without what they sign in with, locked.
-- role: recorder
-- takes: person_id uuid
-- gives: display_name text, sign_in_name text, roles text[], language text, nation text, access_needs text[], state text, signed_out_before timestamptz, password_set_at timestamptz, totp_set_at timestamptz, organisation_id uuid
SELECT display_name, sign_in_name, roles, language, nation, access_needs, state, signed_out_before,
	password_set_at, totp_set_at, organisation_id
FROM account WHERE person_id = $1 FOR UPDATE;
