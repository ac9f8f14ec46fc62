-- Row-level security and grants of person: the recorder's to write, a person's own
-- to read.
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON person;
CREATE POLICY own ON person FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS shared ON person;
CREATE POLICY shared ON person FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.shared_user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON person;
CREATE POLICY recorder ON person TO plimsoll_recorder
	USING (true);
-- Erasing locks a row before what hangs on it, and may say that nothing of it is folded: the grant
-- below is of that column alone.
DROP POLICY IF EXISTS erasure ON person;
CREATE POLICY erasure ON person TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON person;
CREATE POLICY owner ON person TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON person;
CREATE POLICY backup ON person TO plimsoll_backup
	USING (true);
GRANT SELECT ON person TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (profile, folded_at, joined_on, cadence_due_at, folded_version)
	ON person TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE, UPDATE (folded_at) ON person TO plimsoll_erasure;
GRANT SELECT ON person TO plimsoll_backup;
