-- Makes accounts, without a password.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid, at timestamptz
INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles, language, nation,
	access_needs, totp_step, state, signed_out_before, created_at, changed_at, leaves_at)
SELECT person_id, $1, display_name, sign_in_name, roles, language, nation, needs, 0, 'active',
	'epoch', $2, $2, nullif(leaves_at, 'infinity')
FROM staff_plan WHERE act = 'joins' ORDER BY person_id;
