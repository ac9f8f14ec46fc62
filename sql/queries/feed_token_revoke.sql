-- Ends a feed link, and tells what it was.
-- role: recorder
-- takes: token_hash bytea, at timestamptz
-- gives: organisation_id uuid, feed text, person_id uuid, detail text, created_at timestamptz, link_id uuid, language text
UPDATE feed_token SET revoked_at = $2, changed_in = pg_current_xact_id()::text::bigint
WHERE token_hash = $1 AND revoked_at IS NULL
RETURNING organisation_id, feed, person_id, detail, created_at, link_id, language;
