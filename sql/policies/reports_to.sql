-- Row-level security and grants of reports_to: the recorder adds lines and ends those
-- that have no end yet; nobody changes the past. Managers see who reports, or did, to themselves.
ALTER TABLE reports_to ENABLE ROW LEVEL SECURITY;
ALTER TABLE reports_to FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS managed ON reports_to;
CREATE POLICY managed ON reports_to FOR SELECT TO plimsoll_web
	USING (manager_person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder_reads ON reports_to;
CREATE POLICY recorder_reads ON reports_to FOR SELECT TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS recorder_adds ON reports_to;
CREATE POLICY recorder_adds ON reports_to FOR INSERT TO plimsoll_recorder
	WITH CHECK (true);
DROP POLICY IF EXISTS recorder_ends ON reports_to;
CREATE POLICY recorder_ends ON reports_to FOR UPDATE TO plimsoll_recorder
	USING (upper(during) = 'infinity') WITH CHECK (true);
DROP POLICY IF EXISTS erasure ON reports_to;
CREATE POLICY erasure ON reports_to TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON reports_to;
CREATE POLICY owner ON reports_to TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON reports_to;
CREATE POLICY backup ON reports_to TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE (during, changed_in) ON reports_to TO plimsoll_recorder;
GRANT SELECT ON reports_to TO plimsoll_web;
GRANT SELECT (person_id, manager_person_id), DELETE ON reports_to TO plimsoll_erasure;
GRANT SELECT ON reports_to TO plimsoll_backup;
