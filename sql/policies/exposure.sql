-- Row-level security and grants of exposure: the recorder's; the web role has no business here.
ALTER TABLE exposure ENABLE ROW LEVEL SECURITY;
ALTER TABLE exposure FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON exposure;
CREATE POLICY recorder ON exposure TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS owner ON exposure;
CREATE POLICY owner ON exposure TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON exposure;
CREATE POLICY backup ON exposure TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT ON exposure TO plimsoll_recorder;
GRANT SELECT ON exposure TO plimsoll_backup;
