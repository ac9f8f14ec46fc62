-- Row-level security and grants of exposure: the recorder's to add to, a person's own to read, and
-- what was retracted the erasure role's to destroy.
ALTER TABLE exposure ENABLE ROW LEVEL SECURITY;
ALTER TABLE exposure FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON exposure;
CREATE POLICY own ON exposure FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS shared ON exposure;
CREATE POLICY shared ON exposure FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.shared_user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON exposure;
CREATE POLICY recorder ON exposure TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON exposure;
CREATE POLICY erasure ON exposure TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON exposure;
CREATE POLICY owner ON exposure TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON exposure;
CREATE POLICY backup ON exposure TO plimsoll_backup
	USING (true);
GRANT SELECT ON exposure TO plimsoll_web;
GRANT SELECT, INSERT ON exposure TO plimsoll_recorder;
GRANT SELECT (person_id, exposure_id), DELETE ON exposure TO plimsoll_erasure;
GRANT SELECT ON exposure TO plimsoll_backup;
