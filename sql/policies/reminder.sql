-- Row-level security and grants of reminder: the recorder's; the web role has no business here.
ALTER TABLE reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON reminder;
CREATE POLICY recorder ON reminder TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON reminder;
CREATE POLICY erasure ON reminder TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON reminder;
CREATE POLICY owner ON reminder TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON reminder;
CREATE POLICY backup ON reminder TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE (state, tries, try_at, changed_at), DELETE ON reminder TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON reminder TO plimsoll_erasure;
GRANT SELECT ON reminder TO plimsoll_backup;
