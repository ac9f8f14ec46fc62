-- Row-level security and grants of team_member: nobody changes the past.
ALTER TABLE team_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE team_member FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON team_member;
CREATE POLICY recorder ON team_member TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS owner ON team_member;
CREATE POLICY owner ON team_member TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON team_member;
CREATE POLICY backup ON team_member TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT ON team_member TO plimsoll_recorder;
GRANT SELECT ON team_member TO plimsoll_backup;
