-- A link is found only by who has it: the web role sees the one row whose hash app_begin() was given.
ALTER TABLE one_time_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE one_time_link FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS exact ON one_time_link;
CREATE POLICY exact ON one_time_link TO plimsoll_web
	USING (link_hash = decode(nullif(current_setting('app.token', true), ''), 'hex'));
DROP POLICY IF EXISTS recorder ON one_time_link;
CREATE POLICY recorder ON one_time_link TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON one_time_link;
CREATE POLICY erasure ON one_time_link TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON one_time_link;
CREATE POLICY owner ON one_time_link TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON one_time_link;
CREATE POLICY backup ON one_time_link FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT, UPDATE (used_at) ON one_time_link TO plimsoll_web;
GRANT SELECT (person_id), INSERT, DELETE ON one_time_link TO plimsoll_recorder;
GRANT SELECT (link_hash, person_id, expires_at, used_at), DELETE
	ON one_time_link TO plimsoll_erasure;
GRANT SELECT ON one_time_link TO plimsoll_backup;
