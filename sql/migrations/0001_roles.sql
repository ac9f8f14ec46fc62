-- The database roles. Run as whoever administers the database; may be run again, also before a
-- backup is restored.
--
-- Roles belong to the whole server, so they may be there already. They cannot log in here: in the
-- embedded cluster the program lets them, over its private socket; elsewhere the login of the
-- connection string becomes a member of each and changes to it.
--
-- owner     owns every object; migrations
-- web       row-level security by person, through app_begin()
-- recorder  group commit, import, engine
-- erasure   retention and retractions
-- backup    reads everything, writes nothing
DO $$
DECLARE
	wanted text;
BEGIN
	FOREACH wanted IN ARRAY ARRAY['plimsoll_owner', 'plimsoll_web', 'plimsoll_recorder',
		'plimsoll_erasure', 'plimsoll_backup']
	LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
		END IF;
		IF NOT pg_has_role(current_user, wanted, 'USAGE') THEN
			EXECUTE format('GRANT %I TO %I', wanted, current_user);
		END IF;
		EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), wanted);
	END LOOP;
	EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
	EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO plimsoll_owner, plimsoll_recorder',
		current_database());
END $$;

-- Diaries exclude overlaps per person: uuid with = beside tstzrange with &&.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO plimsoll_owner;
GRANT USAGE ON SCHEMA public
	TO plimsoll_web, plimsoll_recorder, plimsoll_erasure, plimsoll_backup;
