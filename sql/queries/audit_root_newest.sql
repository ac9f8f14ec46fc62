-- The newest root.
-- role: recorder
-- takes: organisation_id uuid
-- gives: number integer, made_at timestamptz, chains bigint, heads bytea, root bytea
SELECT number, made_at, chains, heads, root FROM audit_root
WHERE organisation_id = $1 ORDER BY number DESC LIMIT 1;
