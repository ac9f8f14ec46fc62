-- A feed has changed. Moves its time forward by at least a second, HTTP's resolution.
-- role: recorder
-- takes: person_id uuid, part text, at timestamptz
INSERT INTO feed_revision (person_id, part, revised_at, changed_in)
VALUES ($1, $2, $3, pg_current_xact_id()::text::bigint)
ON CONFLICT (person_id, part) DO UPDATE SET changed_in = excluded.changed_in,
	revised_at = greatest(feed_revision.revised_at + interval '1 second', excluded.revised_at);
