-- Row-level security and grants of availability_hours, as those of availability.
ALTER TABLE availability_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE availability_hours FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON availability_hours;
CREATE POLICY own ON availability_hours FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON availability_hours;
CREATE POLICY recorder ON availability_hours TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON availability_hours;
CREATE POLICY erasure ON availability_hours TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON availability_hours;
CREATE POLICY owner ON availability_hours TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON availability_hours;
CREATE POLICY backup ON availability_hours TO plimsoll_backup
	USING (true);
GRANT SELECT ON availability_hours TO plimsoll_web;
GRANT SELECT, INSERT, DELETE ON availability_hours TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON availability_hours TO plimsoll_erasure;
GRANT SELECT ON availability_hours TO plimsoll_backup;
