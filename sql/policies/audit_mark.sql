-- Row-level security and grants of audit_mark: the recorder's, who makes roots, to add to.
ALTER TABLE audit_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_mark FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON audit_mark;
CREATE POLICY recorder ON audit_mark TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS owner ON audit_mark;
CREATE POLICY owner ON audit_mark TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON audit_mark;
CREATE POLICY backup ON audit_mark FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT ON audit_mark TO plimsoll_recorder;
GRANT SELECT ON audit_mark TO plimsoll_backup;
