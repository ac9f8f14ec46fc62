-- A link in force by its id, which opens nothing.
-- role: recorder
-- takes: organisation_id uuid, link_id uuid
-- gives: token_hash bytea, feed text, person_id uuid, label text, detail text, language text
SELECT token_hash, feed, person_id, label, detail, language
FROM feed_token WHERE organisation_id = $1 AND link_id = $2 AND revoked_at IS NULL;
