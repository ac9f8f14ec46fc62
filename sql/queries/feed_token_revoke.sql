-- Ends a feed link.
-- role: recorder
-- takes: token_hash bytea, at timestamptz
UPDATE feed_token SET revoked_at = $2, changed_in = pg_current_xact_id()::text::bigint
WHERE token_hash = $1 AND revoked_at IS NULL;
