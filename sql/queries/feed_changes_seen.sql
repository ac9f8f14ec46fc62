-- Which transactions can be seen: all before the first number, none from the second on. The third
-- is the same as long as it is this server, without a restart, and these tables, not others with
-- their names.
-- role: recorder
-- gives: settled bigint, unseen bigint, of text
SELECT pg_snapshot_xmin(seen)::text::bigint AS settled,
	pg_snapshot_xmax(seen)::text::bigint AS unseen,
	concat_ws(' ', pg_postmaster_start_time(), pg_relation_filenode('feed_revision'),
		pg_relation_filenode('feed_token'), pg_relation_filenode('series'),
		pg_relation_filenode('reports_to')) AS of
FROM pg_current_snapshot() AS seen;
