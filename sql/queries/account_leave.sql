-- Somebody leaves: what they signed in with goes, and it is known when they left.
-- role: recorder
-- takes: person_id uuid, at timestamptz
UPDATE account SET state = 'left', password_hash = NULL, password_set_at = NULL, totp_pending = NULL,
	totp_sealed = NULL, totp_set_at = NULL, signed_out_before = greatest(signed_out_before, $2),
	changed_at = $2, leaves_at = least(leaves_at, $2)
WHERE person_id = $1;
