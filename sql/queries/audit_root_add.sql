-- Keeps a root; a number that is taken is a conflict.
-- role: recorder
-- takes: organisation_id uuid, number integer, made_at timestamptz, chains bigint, heads bytea, root bytea
INSERT INTO audit_root (organisation_id, number, made_at, chains, heads, root)
VALUES ($1, $2, $3, $4, $5, $6);
