-- A session is found by who has its token: the web role sees the one whose hash app_begin() was
-- given, and those of the person it works for, whose they are to end.
ALTER TABLE sign_in_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_session FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS found ON sign_in_session;
CREATE POLICY found ON sign_in_session FOR SELECT TO plimsoll_web
	USING (token_hash = decode(nullif(current_setting('app.token', true), ''), 'hex')
		OR person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS changed ON sign_in_session;
CREATE POLICY changed ON sign_in_session FOR UPDATE TO plimsoll_web
	USING (token_hash = decode(nullif(current_setting('app.token', true), ''), 'hex')
		OR person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS made ON sign_in_session;
CREATE POLICY made ON sign_in_session FOR INSERT TO plimsoll_web
	WITH CHECK (token_hash = decode(nullif(current_setting('app.token', true), ''), 'hex')
		AND person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS forgotten ON sign_in_session;
CREATE POLICY forgotten ON sign_in_session FOR DELETE TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON sign_in_session;
CREATE POLICY recorder ON sign_in_session TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON sign_in_session;
CREATE POLICY erasure ON sign_in_session TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON sign_in_session;
CREATE POLICY owner ON sign_in_session TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON sign_in_session;
CREATE POLICY backup ON sign_in_session FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, DELETE, UPDATE (seen_at, idle_until, ended_at)
	ON sign_in_session TO plimsoll_web;
GRANT SELECT (person_id, role, ended_at), UPDATE (ended_at) ON sign_in_session TO plimsoll_recorder;
GRANT SELECT (token_hash, person_id, idle_until, absolute_until, ended_at), DELETE
	ON sign_in_session TO plimsoll_erasure;
GRANT SELECT ON sign_in_session TO plimsoll_backup;
