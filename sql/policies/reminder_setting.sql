-- Row-level security and grants of reminder_setting: people's own; the recorder sets them and sends by them.
ALTER TABLE reminder_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder_setting FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON reminder_setting;
CREATE POLICY own ON reminder_setting FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON reminder_setting;
CREATE POLICY recorder ON reminder_setting TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON reminder_setting;
CREATE POLICY erasure ON reminder_setting TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON reminder_setting;
CREATE POLICY owner ON reminder_setting TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON reminder_setting;
CREATE POLICY backup ON reminder_setting TO plimsoll_backup
	USING (true);
GRANT SELECT ON reminder_setting TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON reminder_setting TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON reminder_setting TO plimsoll_erasure;
GRANT SELECT ON reminder_setting TO plimsoll_backup;
