-- Sets the second step of signing in, or what waits to become it.
-- role: web
-- takes: person_id uuid, totp_pending bytea, totp_sealed bytea, totp_set_at timestamptz, totp_step bigint, at timestamptz
UPDATE account SET totp_pending = $2, totp_sealed = $3, totp_step = $5, changed_at = $6,
	totp_set_at = CASE WHEN totp_sealed IS NOT DISTINCT FROM $3 THEN totp_set_at ELSE $4 END
WHERE person_id = $1;
