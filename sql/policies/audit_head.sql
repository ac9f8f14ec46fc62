-- Row-level security and grants of audit_head. Whoever appends to a chain, which is mostly not their
-- own, has to lock and move its head: that tells how long it is, and nothing of what is in it.
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS web ON audit_head;
CREATE POLICY web ON audit_head TO plimsoll_web
	USING (true);
DROP POLICY IF EXISTS recorder ON audit_head;
CREATE POLICY recorder ON audit_head TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON audit_head;
CREATE POLICY erasure ON audit_head TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON audit_head;
CREATE POLICY owner ON audit_head TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON audit_head;
CREATE POLICY backup ON audit_head FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE (length, link) ON audit_head TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (length, link) ON audit_head TO plimsoll_recorder;
GRANT SELECT, INSERT, UPDATE (length, link) ON audit_head TO plimsoll_erasure;
GRANT SELECT ON audit_head TO plimsoll_backup;
