-- Row-level security and grants of audit_entry: whoever gives access to something adds to it, and
-- nobody edits or deletes. The web role adds what is done by whom it works for, or by nobody who is
-- a person, and reads what was done with that person's record. The erasure role can empty an entry
-- of its fields and salt, never fill it with others.
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON audit_entry;
CREATE POLICY own ON audit_entry FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS added ON audit_entry;
CREATE POLICY added ON audit_entry FOR INSERT TO plimsoll_web
	WITH CHECK (actor_person_id IS NULL
		OR actor_person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON audit_entry;
CREATE POLICY recorder ON audit_entry TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON audit_entry;
CREATE POLICY erasure ON audit_entry FOR SELECT TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS erasure_added ON audit_entry;
CREATE POLICY erasure_added ON audit_entry FOR INSERT TO plimsoll_erasure
	WITH CHECK (true);
DROP POLICY IF EXISTS erasure_emptied ON audit_entry;
CREATE POLICY erasure_emptied ON audit_entry FOR UPDATE TO plimsoll_erasure
	USING (true)
	WITH CHECK (salt IS NULL AND acted_at IS NULL AND actor IS NULL AND actor_person_id IS NULL
		AND actor_role IS NULL AND action IS NULL);
DROP POLICY IF EXISTS owner ON audit_entry;
CREATE POLICY owner ON audit_entry TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON audit_entry;
CREATE POLICY backup ON audit_entry FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT ON audit_entry TO plimsoll_web;
GRANT SELECT, INSERT ON audit_entry TO plimsoll_recorder;
GRANT SELECT, INSERT, UPDATE (acted_at, actor, actor_person_id, actor_role, action, salt)
	ON audit_entry TO plimsoll_erasure;
GRANT SELECT ON audit_entry TO plimsoll_backup;
