-- Row-level security and grants of waiting: people see what they wait for themselves; the recorder keeps it.
ALTER TABLE waiting ENABLE ROW LEVEL SECURITY;
ALTER TABLE waiting FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON waiting;
CREATE POLICY own ON waiting FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON waiting;
CREATE POLICY recorder ON waiting TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON waiting;
CREATE POLICY erasure ON waiting TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON waiting;
CREATE POLICY owner ON waiting TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON waiting;
CREATE POLICY backup ON waiting TO plimsoll_backup
	USING (true);
GRANT SELECT ON waiting TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (looked_at, look_at), DELETE ON waiting TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON waiting TO plimsoll_erasure;
GRANT SELECT ON waiting TO plimsoll_backup;
