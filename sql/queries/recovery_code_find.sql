-- Whether a code can be used.
-- role: web
-- takes: person_id uuid, code_hash bytea
-- gives: found boolean
SELECT EXISTS (SELECT FROM recovery_code
	WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL) AS found;
