-- Spreads the tables over a Citus cluster: once, on the coordinator, by psql, as a superuser, in a
-- quiet window, before or after there are data. A second run refuses and changes nothing.
--
-- What becomes of a table is what its comment says: "group: person" by person_id, beside one
-- another; "own key: column" by that column; "group: reference" a copy on every node; "local" stays.
BEGIN;
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE TEMPORARY TABLE kept_key ON COMMIT DROP AS
	SELECT conrelid::regclass::text AS name, conname, pg_get_constraintdef(oid) AS definition
	FROM pg_constraint
	WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0;

CREATE TEMPORARY TABLE spread ON COMMIT DROP AS
	SELECT oid::regclass::text AS name, obj_description(oid, 'pg_class') AS said
	FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace;

-- Citus distributes no table that a foreign key ties to one it does not know yet.
DO $$
DECLARE
	item record;
BEGIN
	FOR item IN SELECT * FROM kept_key LOOP
		EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', item.name, item.conname);
	END LOOP;
END $$;

SELECT create_reference_table(name::regclass)
FROM unnest(ARRAY(SELECT name FROM spread WHERE said = 'group: reference' ORDER BY name)) name;

-- Without colocate_with another number of shards would silently begin another group.
SELECT create_distributed_table('person'::regclass, 'person_id', colocate_with := 'none',
	shard_count := 32);
SELECT create_distributed_table(name::regclass, 'person_id', colocate_with := 'person')
FROM unnest(ARRAY(SELECT name FROM spread
	WHERE said = 'group: person' AND name <> 'person' ORDER BY name)) name;

SELECT create_distributed_table(name::regclass, key, colocate_with := 'none', shard_count := 32)
FROM unnest(
	ARRAY(SELECT name FROM spread WHERE said LIKE 'own key: %' ORDER BY name),
	ARRAY(SELECT substr(said, 10) FROM spread WHERE said LIKE 'own key: %' ORDER BY name))
	AS own (name, key);

DO $$
DECLARE
	item record;
BEGIN
	FOR item IN SELECT * FROM kept_key LOOP
		EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', item.name, item.conname,
			item.definition);
	END LOOP;
	-- What app_begin() sets has to reach the workers.
	EXECUTE format('ALTER DATABASE %I SET citus.propagate_set_commands TO %L', current_database(),
		'local');
END $$;
COMMIT;
