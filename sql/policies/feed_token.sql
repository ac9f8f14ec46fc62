-- A link is found only by who has it: the web role sees the one row whose hash app_begin() was given.
ALTER TABLE feed_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed_token FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS exact ON feed_token;
CREATE POLICY exact ON feed_token FOR SELECT TO plimsoll_web
	USING (token_hash = decode(nullif(current_setting('app.token', true), ''), 'hex'));
DROP POLICY IF EXISTS recorder ON feed_token;
CREATE POLICY recorder ON feed_token TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON feed_token;
CREATE POLICY erasure ON feed_token TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON feed_token;
CREATE POLICY owner ON feed_token TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON feed_token;
CREATE POLICY backup ON feed_token FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT ON feed_token TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (revoked_at, changed_in) ON feed_token TO plimsoll_recorder;
GRANT SELECT (token_hash, person_id, link_id, revoked_at), DELETE ON feed_token TO plimsoll_erasure;
GRANT SELECT ON feed_token TO plimsoll_backup;
