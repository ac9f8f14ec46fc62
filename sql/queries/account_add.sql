-- Makes a person's account, without a password; one that left comes back. No row changes where
-- there is one in use.
-- role: recorder
-- takes: person_id uuid, organisation_id uuid, display_name text, sign_in_name text, roles text[], language text, nation text, at timestamptz
INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles, language, nation,
	access_needs, totp_step, state, signed_out_before, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', 0, 'active', 'epoch', $8, $8)
ON CONFLICT DO NOTHING;
