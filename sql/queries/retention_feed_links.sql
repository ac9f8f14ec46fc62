-- Some links that were ended by `before`, and of which it is still known who read them.
-- role: erasure
-- takes: before timestamptz, most integer
-- gives: link_id uuid
SELECT DISTINCT link_id FROM feed_token JOIN feed_read USING (link_id)
WHERE revoked_at <= $1 LIMIT $2;
