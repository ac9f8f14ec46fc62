-- The embedded cluster only, on every start: the roles of migration 1 log in, each over the private
-- socket that only the cluster's owner and root can open. What their statements get wrong is not logged:
-- PostgreSQL's sentences hold values ("invalid input syntax for type integer: ...").
DO $$
DECLARE
	wanted text;
BEGIN
	FOREACH wanted IN ARRAY ARRAY['plimsoll_owner', 'plimsoll_web', 'plimsoll_recorder',
		'plimsoll_erasure', 'plimsoll_backup']
	LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
			EXECUTE format('CREATE ROLE %I LOGIN', wanted);
		ELSIF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted AND rolcanlogin) THEN
			EXECUTE format('ALTER ROLE %I LOGIN', wanted);
		END IF;
	END LOOP;
	FOR wanted IN SELECT rolname FROM pg_roles
		WHERE rolname LIKE 'plimsoll\_%'
			AND NOT coalesce('log_min_messages=log' = ANY (rolconfig), false)
	LOOP
		EXECUTE format('ALTER ROLE %I SET log_min_messages = log', wanted);
	END LOOP;
END $$;
