-- A person's account, with what they sign in with.
-- role: web
-- takes: person_id uuid
-- gives: display_name text, sign_in_name text, roles text[], language text, nation text, access_needs text[], state text, signed_out_before timestamptz, password_set_at timestamptz, totp_set_at timestamptz, organisation_id uuid, password_hash text, totp_pending bytea, totp_sealed bytea, totp_step bigint
SELECT display_name, sign_in_name, roles, language, nation, access_needs, state, signed_out_before,
	password_set_at, totp_set_at, organisation_id,
	password_hash, totp_pending, totp_sealed, totp_step
FROM account WHERE person_id = $1;
