-- Uses a code; no row changes when it was used meanwhile.
-- role: web
-- takes: person_id uuid, code_hash bytea, at timestamptz
UPDATE recovery_code SET used_at = $3
WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL;
