-- What the columnar cache is of: all transactions before the number can be seen. The text is the
-- same as long as it is these tables, not others with their names.
-- role: recorder
-- gives: settled bigint, of text
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS settled,
	concat_ws(' ', (SELECT min(organisation_id::text) FROM organisation),
		pg_relation_filenode('organisation'), pg_relation_filenode('person'),
		pg_relation_filenode('exposure'), pg_relation_filenode('retraction')) AS of;
