-- A name is found only by who knows it: the web role sees the one row whose hash app_begin() was
-- given, and gives that name to nobody but the person it works for.
ALTER TABLE sign_in_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_name FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS exact ON sign_in_name;
CREATE POLICY exact ON sign_in_name FOR SELECT TO plimsoll_web
	USING (name_hash = decode(nullif(current_setting('app.token', true), ''), 'hex'));
DROP POLICY IF EXISTS own ON sign_in_name;
CREATE POLICY own ON sign_in_name FOR INSERT TO plimsoll_web
	WITH CHECK (name_hash = decode(nullif(current_setting('app.token', true), ''), 'hex')
		AND person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON sign_in_name;
CREATE POLICY recorder ON sign_in_name TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON sign_in_name;
CREATE POLICY erasure ON sign_in_name TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON sign_in_name;
CREATE POLICY owner ON sign_in_name TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON sign_in_name;
CREATE POLICY backup ON sign_in_name FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT ON sign_in_name TO plimsoll_web;
GRANT SELECT (person_id), INSERT, DELETE ON sign_in_name TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON sign_in_name TO plimsoll_erasure;
GRANT SELECT ON sign_in_name TO plimsoll_backup;
