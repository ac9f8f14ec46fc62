-- Row-level security and grants of crossing: the recorder's; the web role has no business here.
ALTER TABLE crossing ENABLE ROW LEVEL SECURITY;
ALTER TABLE crossing FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON crossing;
CREATE POLICY recorder ON crossing TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON crossing;
CREATE POLICY erasure ON crossing TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON crossing;
CREATE POLICY owner ON crossing TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON crossing;
CREATE POLICY backup ON crossing TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT ON crossing TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON crossing TO plimsoll_erasure;
GRANT SELECT ON crossing TO plimsoll_backup;
