-- Row-level security and grants of former_profile: nobody changes the past.
ALTER TABLE former_profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE former_profile FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON former_profile;
CREATE POLICY recorder ON former_profile TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON former_profile;
CREATE POLICY erasure ON former_profile TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON former_profile;
CREATE POLICY owner ON former_profile TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON former_profile;
CREATE POLICY backup ON former_profile TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT ON former_profile TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON former_profile TO plimsoll_erasure;
GRANT SELECT ON former_profile TO plimsoll_backup;
