-- Row-level security and grants of alarm: the recorder's; the web role has no business here.
ALTER TABLE alarm ENABLE ROW LEVEL SECURITY;
ALTER TABLE alarm FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON alarm;
CREATE POLICY recorder ON alarm TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON alarm;
CREATE POLICY erasure ON alarm TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON alarm;
CREATE POLICY owner ON alarm TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON alarm;
CREATE POLICY backup ON alarm TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE ON alarm TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON alarm TO plimsoll_erasure;
GRANT SELECT ON alarm TO plimsoll_backup;
