-- Row-level security and grants of load_share: whose load it is sees all they shared, the clinician
-- sees what is in force at the instant that app_begin_shared() was given, and the recorder, who
-- writes, has no page that shows any.
ALTER TABLE load_share ENABLE ROW LEVEL SECURITY;
ALTER TABLE load_share FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON load_share;
CREATE POLICY own ON load_share FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS in_force ON load_share;
CREATE POLICY in_force ON load_share FOR SELECT TO plimsoll_web
	USING (clinician_person_id = nullif(current_setting('app.user_id', true), '')::uuid
		AND ended_at IS NULL
		AND begins_at <= nullif(current_setting('app.shared_at', true), '')::timestamptz
		AND ends_at > nullif(current_setting('app.shared_at', true), '')::timestamptz);
DROP POLICY IF EXISTS recorder ON load_share;
CREATE POLICY recorder ON load_share TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON load_share;
CREATE POLICY erasure ON load_share TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON load_share;
CREATE POLICY owner ON load_share TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON load_share;
CREATE POLICY backup ON load_share TO plimsoll_backup
	USING (true);
GRANT SELECT ON load_share TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (ended_at) ON load_share TO plimsoll_recorder;
GRANT SELECT (person_id, clinician_person_id), DELETE ON load_share TO plimsoll_erasure;
GRANT SELECT ON load_share TO plimsoll_backup;
