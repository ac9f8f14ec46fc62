-- What a Citus cluster would refuse, found on plain PostgreSQL. Gives (problem, object), and no row
-- when sql/distribute.sql would succeed.
--
-- Each table says its class in its comment:
--   group: person     distributed by person_id, first column, in every key
--   group: reference  small, a copy on every node
--   own key: column   distributed by that column, found by it alone
--   local             on the coordinator only
WITH class AS (
	SELECT pg_class.oid, coalesce(obj_description(pg_class.oid, 'pg_class'), '') AS said
	FROM pg_class
	WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace),
spread AS ( -- distributed tables: their key, and what they are co-located with
	SELECT oid, 'person_id' AS key, 'person' AS mates FROM class WHERE said = 'group: person'
	UNION ALL
	SELECT oid, substr(said, 10), oid::text FROM class WHERE said LIKE 'own key: %'),
keyed AS (
	SELECT spread.*, pg_attribute.attnum, atttypid, attnotnull
	FROM spread LEFT JOIN pg_attribute ON attrelid = spread.oid AND attname = key)

SELECT 'table without a class' AS problem, oid::regclass::text AS object
FROM class
WHERE said NOT IN ('group: person', 'group: reference', 'local') AND said NOT LIKE 'own key: %'

UNION ALL
SELECT 'key column missing or nullable', oid::regclass::text
FROM keyed WHERE attnum IS NULL OR NOT attnotnull

UNION ALL
SELECT 'person_id is not the first column, a uuid', oid::regclass::text
FROM keyed WHERE mates = 'person' AND (attnum <> 1 OR atttypid <> 'uuid'::regtype)

UNION ALL
SELECT 'no primary key', oid::regclass::text
FROM class WHERE NOT EXISTS (SELECT FROM pg_index WHERE indrelid = class.oid AND indisprimary)

UNION ALL
SELECT 'unique or exclusion index without the key', indexrelid::regclass::text
FROM pg_index JOIN keyed ON indrelid = keyed.oid
WHERE (indisunique OR indisexclusion) AND NOT coalesce(attnum = ANY (indkey), false)

UNION ALL
SELECT 'exclusion compares the key with an operator other than =', conname
FROM pg_constraint JOIN keyed ON conrelid = keyed.oid
WHERE contype = 'x' AND (SELECT oprname FROM pg_operator
	WHERE pg_operator.oid = conexclop[array_position(conkey, attnum)]) IS DISTINCT FROM '='

UNION ALL
SELECT 'foreign key to neither the same group by its key nor a reference table', conname
FROM pg_constraint
	JOIN class source ON conrelid = source.oid
	JOIN class target ON confrelid = target.oid
	LEFT JOIN keyed source_key ON conrelid = source_key.oid
	LEFT JOIN keyed target_key ON confrelid = target_key.oid
WHERE contype = 'f' AND NOT coalesce(
	(source.said = 'local' AND target.said = 'local')
	OR (source.said <> 'local' AND target.said = 'group: reference')
	OR (source_key.mates = target_key.mates
		AND array_position(conkey, source_key.attnum)
			= array_position(confkey, target_key.attnum)), false)

UNION ALL
SELECT 'deferrable constraint', conname
FROM pg_constraint WHERE condeferrable AND connamespace = 'public'::regnamespace

UNION ALL
SELECT 'trigger', tgname
FROM pg_trigger JOIN class ON tgrelid = class.oid WHERE NOT tgisinternal

UNION ALL
SELECT 'rule', rulename
FROM pg_rewrite JOIN class ON ev_class = class.oid

UNION ALL
SELECT 'partitions or inheritance', inhrelid::regclass::text
FROM pg_inherits JOIN class ON inhrelid = class.oid

UNION ALL
SELECT 'identity or sequence', attrelid::regclass || '.' || attname
FROM pg_attribute JOIN class ON attrelid = class.oid
WHERE said <> 'local' AND (attidentity <> '' OR EXISTS (SELECT FROM pg_attrdef
	WHERE adrelid = attrelid AND adnum = attnum
		AND pg_get_expr(adbin, adrelid) LIKE '%nextval%'))

UNION ALL
SELECT 'sub-query in a policy', polname
FROM pg_policy
WHERE concat(polqual::text, polwithcheck::text) LIKE '%SUBLINK%'

UNION ALL
SELECT 'policy calls a function of our own', polname
FROM pg_policy JOIN pg_depend ON objid = pg_policy.oid
WHERE classid = 'pg_policy'::regclass AND refclassid = 'pg_proc'::regclass

UNION ALL
SELECT 'row-level security is not forced', class.oid::regclass::text
FROM class JOIN pg_class ON pg_class.oid = class.oid
WHERE said = 'group: person' AND NOT (relrowsecurity AND relforcerowsecurity)

ORDER BY 1, 2
