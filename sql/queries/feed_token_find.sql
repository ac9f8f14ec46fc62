-- The feed behind a link that is in force; app_begin() has been given the same hash.
-- role: web
-- takes: token_hash bytea
-- gives: organisation_id uuid, feed text, person_id uuid, detail text, created_at timestamptz, link_id uuid, language text
SELECT organisation_id, feed, person_id, detail, created_at, link_id, language
FROM feed_token WHERE token_hash = $1 AND revoked_at IS NULL;
