-- What the files of policies/ no longer say must not linger: every policy and every grant on a
-- table of plimsoll_owner goes, and the files that follow make them anew in the same transaction.
DO $$
DECLARE
	item record;
BEGIN
	FOR item IN SELECT polname, polrelid::regclass AS name FROM pg_policy
		JOIN pg_class ON pg_class.oid = polrelid
		WHERE relnamespace = 'public'::regnamespace AND relowner = 'plimsoll_owner'::regrole
	LOOP
		EXECUTE format('DROP POLICY %I ON %s', item.polname, item.name);
	END LOOP;
	FOR item IN SELECT pg_class.oid::regclass AS name, role FROM pg_class,
			unnest(ARRAY['plimsoll_web', 'plimsoll_recorder', 'plimsoll_erasure',
				'plimsoll_backup']) role
		WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace
			AND relowner = 'plimsoll_owner'::regrole AND relname <> 'schema_migration'
	LOOP
		EXECUTE format('REVOKE ALL ON %s FROM %I', item.name, item.role);
	END LOOP;
END $$;
