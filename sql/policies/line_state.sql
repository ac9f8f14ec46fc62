-- Row-level security and grants of line_state: the recorder's to write, a person's own
-- to read.
ALTER TABLE line_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE line_state FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON line_state;
CREATE POLICY own ON line_state FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS shared ON line_state;
CREATE POLICY shared ON line_state FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.shared_user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON line_state;
CREATE POLICY recorder ON line_state TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON line_state;
CREATE POLICY erasure ON line_state TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON line_state;
CREATE POLICY owner ON line_state TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON line_state;
CREATE POLICY backup ON line_state TO plimsoll_backup
	USING (true);
GRANT SELECT ON line_state TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE ON line_state TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON line_state TO plimsoll_erasure;
GRANT SELECT ON line_state TO plimsoll_backup;
