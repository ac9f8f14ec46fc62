-- Row-level security and grants of account: a person's own for the web role, which alone reads what
-- they sign in with; the recorder makes accounts, and takes that away from those who leave.
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON account;
CREATE POLICY own ON account TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON account;
CREATE POLICY recorder ON account TO plimsoll_recorder
	USING (true);
-- Erasing locks a row before what hangs on it, and changes none.
DROP POLICY IF EXISTS erasure ON account;
CREATE POLICY erasure ON account TO plimsoll_erasure
	USING (true) WITH CHECK (false);
DROP POLICY IF EXISTS owner ON account;
CREATE POLICY owner ON account TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON account;
CREATE POLICY backup ON account FOR SELECT TO plimsoll_backup
	USING (true);
GRANT SELECT, UPDATE (display_name, sign_in_name, language, access_needs, password_hash,
	password_set_at, totp_pending, totp_sealed, totp_set_at, totp_step, signed_out_before, changed_at)
	ON account TO plimsoll_web;
GRANT SELECT (person_id, organisation_id, display_name, sign_in_name, roles, language, nation,
	access_needs, session_language, session_manners, session_manner_rather, leads_in,
	password_set_at, totp_set_at, state, signed_out_before, created_at, changed_at,
	leaves_at, contacts), INSERT, UPDATE (display_name, sign_in_name, roles, nation, session_language,
	session_manners, session_manner_rather, leads_in, password_hash,
	password_set_at, totp_pending, totp_sealed, totp_set_at, state, signed_out_before, changed_at,
	leaves_at, contacts) ON account TO plimsoll_recorder;
GRANT SELECT (person_id, state, leaves_at, changed_at), DELETE, UPDATE (state)
	ON account TO plimsoll_erasure;
GRANT SELECT ON account TO plimsoll_backup;
