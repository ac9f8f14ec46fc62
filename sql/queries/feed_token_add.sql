-- Makes a feed link; only its hash is kept.
-- role: recorder
-- takes: token_hash bytea, link_id uuid, organisation_id uuid, feed text, person_id uuid, label text, detail text, at timestamptz, language text
INSERT INTO feed_token
	(token_hash, link_id, organisation_id, feed, person_id, label, detail, created_at, language)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
