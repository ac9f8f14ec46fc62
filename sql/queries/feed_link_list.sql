-- The links in force of one person and part, or of the programme, oldest first.
-- role: recorder
-- takes: organisation_id uuid, feed text, person_id uuid
-- gives: link_id uuid, label text, detail text, created_at timestamptz
SELECT link_id, label, detail, created_at FROM feed_token
WHERE organisation_id = $1 AND feed = $2 AND person_id IS NOT DISTINCT FROM $3
	AND revoked_at IS NULL
ORDER BY created_at, link_id;
