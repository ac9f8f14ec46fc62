-- Which kinds of calendar program have read a link, the last one first.
-- role: recorder
-- takes: link_id uuid
-- gives: client text, reads bigint, read_at timestamptz
SELECT client, reads, read_at FROM feed_read WHERE link_id = $1 ORDER BY read_at DESC, client;
