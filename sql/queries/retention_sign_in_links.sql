-- Destroys some of the links that were used, or could be used no more, by `before`.
-- role: erasure
-- takes: before timestamptz, most integer
DELETE FROM one_time_link WHERE link_hash IN (
	SELECT link_hash FROM one_time_link WHERE least(used_at, expires_at) <= $1 LIMIT $2);
