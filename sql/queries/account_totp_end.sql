-- Takes the second step away from somebody who has lost it.
-- role: recorder
-- takes: person_id uuid, at timestamptz
UPDATE account SET totp_pending = NULL, totp_sealed = NULL, totp_set_at = NULL, changed_at = $2
WHERE person_id = $1;
