-- Row-level security and grants of absence: people see their own; the recorder takes them in, and
-- the engine looks at them as it.
ALTER TABLE absence ENABLE ROW LEVEL SECURITY;
ALTER TABLE absence FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON absence;
CREATE POLICY own ON absence FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON absence;
CREATE POLICY recorder ON absence TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON absence;
CREATE POLICY erasure ON absence TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON absence;
CREATE POLICY owner ON absence TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON absence;
CREATE POLICY backup ON absence TO plimsoll_backup
	USING (true);
GRANT SELECT (person_id, during, recorded_at) ON absence TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (offered_days, look_at), DELETE ON absence TO plimsoll_recorder;
GRANT SELECT (person_id, source, during), DELETE ON absence TO plimsoll_erasure;
GRANT SELECT ON absence TO plimsoll_backup;
