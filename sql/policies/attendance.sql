-- Row-level security and grants of attendance: people see their own; the recorder notes it for whoever
-- led the session; a load that is shared is worked out with it. Line managers have no business here.
ALTER TABLE attendance ENABLE ROW LEVEL SECURITY;
ALTER TABLE attendance FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON attendance;
CREATE POLICY own ON attendance FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS shared ON attendance;
CREATE POLICY shared ON attendance FOR SELECT TO plimsoll_web
	USING (came AND person_id = nullif(current_setting('app.shared_user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON attendance;
CREATE POLICY recorder ON attendance TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON attendance;
CREATE POLICY erasure ON attendance TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON attendance;
CREATE POLICY owner ON attendance TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON attendance;
CREATE POLICY backup ON attendance TO plimsoll_backup
	USING (true);
GRANT SELECT ON attendance TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (came), DELETE ON attendance TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON attendance TO plimsoll_erasure;
GRANT SELECT ON attendance TO plimsoll_backup;
