-- Row-level security and grants of recovery_code: the person's own, and nobody else's to read.
ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE recovery_code FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON recovery_code;
CREATE POLICY own ON recovery_code TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON recovery_code;
CREATE POLICY recorder ON recovery_code TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON recovery_code;
CREATE POLICY erasure ON recovery_code TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON recovery_code;
CREATE POLICY owner ON recovery_code TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON recovery_code;
CREATE POLICY backup ON recovery_code FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON recovery_code TO plimsoll_web;
GRANT SELECT (person_id), DELETE ON recovery_code TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON recovery_code TO plimsoll_erasure;
GRANT SELECT ON recovery_code TO plimsoll_backup;
