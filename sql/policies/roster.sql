-- Row-level security and grants of roster: people see their own; the recorder takes rosters in, and
-- the engine keeps to them.
ALTER TABLE roster ENABLE ROW LEVEL SECURITY;
ALTER TABLE roster FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON roster;
CREATE POLICY own ON roster FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON roster;
CREATE POLICY recorder ON roster TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON roster;
CREATE POLICY erasure ON roster TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON roster;
CREATE POLICY owner ON roster TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON roster;
CREATE POLICY backup ON roster TO plimsoll_backup
	USING (true);
GRANT SELECT (person_id, covers, starts, seconds, kinds, recorded_at, pattern, anchor) ON roster TO plimsoll_web;
GRANT SELECT, INSERT, DELETE ON roster TO plimsoll_recorder;
GRANT SELECT (person_id, covers, starts), UPDATE (starts, seconds, kinds, pattern, anchor),
	DELETE ON roster TO plimsoll_erasure;
GRANT SELECT ON roster TO plimsoll_backup;
