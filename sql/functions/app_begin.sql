-- Says for whom a transaction works; row-level security reads it until the transaction ends.
--
-- SET LOCAL as a command, because set_config() does not reach the workers of a Citus cluster. Null
-- clears a setting, and without one every policy of the web role gives no rows.
CREATE OR REPLACE FUNCTION app_begin(person uuid, token bytea) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SET LOCAL app.user_id = %L', coalesce(person::text, ''));
	EXECUTE format('SET LOCAL app.token = %L', coalesce(encode(token, 'hex'), ''));
	EXECUTE format('SET LOCAL app.team = %L', '');
	SET LOCAL app.shared_at = '';
	SET LOCAL app.shared_user_id = '';
	SET LOCAL app.contact_of = '';
END $$;
REVOKE ALL ON FUNCTION app_begin(uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_begin(uuid, bytea) TO plimsoll_web;
