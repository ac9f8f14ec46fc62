-- Row-level security and grants of team_member: the recorder adds memberships and ends
-- those that have no end yet; nobody changes the past.
ALTER TABLE team_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE team_member FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON team_member;
DROP POLICY IF EXISTS recorder_reads ON team_member;
CREATE POLICY recorder_reads ON team_member FOR SELECT TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS recorder_adds ON team_member;
CREATE POLICY recorder_adds ON team_member FOR INSERT TO plimsoll_recorder
	WITH CHECK (true);
DROP POLICY IF EXISTS recorder_ends ON team_member;
CREATE POLICY recorder_ends ON team_member FOR UPDATE TO plimsoll_recorder
	USING (upper(during) = 'infinity') WITH CHECK (true);
DROP POLICY IF EXISTS erasure ON team_member;
CREATE POLICY erasure ON team_member TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON team_member;
CREATE POLICY owner ON team_member TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON team_member;
CREATE POLICY backup ON team_member TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE (during) ON team_member TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON team_member TO plimsoll_erasure;
GRANT SELECT ON team_member TO plimsoll_backup;
