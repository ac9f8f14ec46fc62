-- Remembers the step of a code; no row changes where it, or a later one, was used.
-- role: web
-- takes: person_id uuid, totp_step bigint
UPDATE account SET totp_step = $2 WHERE person_id = $1 AND totp_step < $2;
