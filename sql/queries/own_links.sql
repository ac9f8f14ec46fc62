-- A person's calendar links, without what opens them.
-- role: recorder
-- takes: person_id uuid
-- gives: label text, feed text, detail text, made_at timestamptz, ended_at timestamptz, reads bigint, last_read_at timestamptz
SELECT label, feed, detail, created_at AS made_at, revoked_at AS ended_at,
	coalesce(sum(reads)::bigint, 0) AS reads, max(read_at) AS last_read_at
FROM feed_token LEFT JOIN feed_read USING (link_id)
WHERE person_id = $1
GROUP BY token_hash ORDER BY created_at, link_id;
