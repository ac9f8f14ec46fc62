-- Counts reads of links since they were last counted. A client that read more than one of them is
-- there once for each.
-- role: recorder
-- takes: link_ids uuid[], clients text[], reads integer[], read_at timestamptz[]
INSERT INTO feed_read (link_id, client, reads, read_at)
SELECT * FROM unnest($1, $2, $3, $4) ORDER BY 1, 2
ON CONFLICT (link_id, client) DO UPDATE SET reads = feed_read.reads + excluded.reads,
	read_at = greatest(feed_read.read_at, excluded.read_at);
