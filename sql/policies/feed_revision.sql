-- Row-level security and grants of feed_revision: the person's own rows for the web, all for the recorder.
ALTER TABLE feed_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed_revision FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON feed_revision;
CREATE POLICY own ON feed_revision TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON feed_revision;
CREATE POLICY recorder ON feed_revision TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON feed_revision;
CREATE POLICY erasure ON feed_revision TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON feed_revision;
CREATE POLICY owner ON feed_revision TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON feed_revision;
CREATE POLICY backup ON feed_revision TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE ON feed_revision TO plimsoll_recorder;
GRANT SELECT ON feed_revision TO plimsoll_web;
GRANT SELECT (person_id), DELETE ON feed_revision TO plimsoll_erasure;
GRANT SELECT ON feed_revision TO plimsoll_backup;
