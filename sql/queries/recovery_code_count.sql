-- How many codes are left.
-- role: web
-- takes: person_id uuid
-- gives: left_over bigint
SELECT count(*) AS left_over FROM recovery_code WHERE person_id = $1 AND used_at IS NULL;
