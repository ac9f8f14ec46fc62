-- What people did that was not with their own record, at or before a time without the first ones of
-- these, newest first; only one action where one is given. A time that nobody can have acted at is
-- shown as 1970. Of a look at a shared load, and of somebody being or to be contacted, there is the
-- day (UTC) it was on, and no record: whose it was could be found out by who shared, or was with the
-- clinician, at that time. Its number counts those of the day.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz, action text, skip integer, most integer
-- gives: person_id uuid, number integer, acted_at timestamptz, actor text, actor_person_id uuid, actor_role text, action text
WITH with_record AS (
	SELECT person_id, number, acted_at, actor, actor_person_id, actor_role, action
	FROM audit_entry
	WHERE acted_at IS NOT NULL AND actor_person_id IS DISTINCT FROM person_id
		AND action NOT IN ('shared-load-seen', 'contact-asked', 'contact-seen', 'contacted')
		AND organisation_id = $1 AND acted_at <= $2
		AND ($3 IS NULL OR action = $3)
	ORDER BY acted_at DESC, person_id DESC, number DESC LIMIT $4::bigint + $5),
shared AS (
	SELECT '00000000-0000-0000-0000-000000000000'::uuid AS person_id,
		row_number() OVER (PARTITION BY day ORDER BY acted_at, audit_entry.person_id,
			audit_entry.number)::integer AS number,
		day AS acted_at, actor, actor_person_id, actor_role, action
	FROM audit_entry CROSS JOIN LATERAL date_trunc('day', acted_at, 'UTC') AS day
	WHERE acted_at IS NOT NULL AND actor_person_id IS DISTINCT FROM person_id
		AND action IN ('shared-load-seen', 'contact-asked', 'contact-seen', 'contacted')
		AND organisation_id = $1 AND ($3 IS NULL OR action = $3)),
both_kinds AS (
	SELECT * FROM with_record
	UNION ALL SELECT * FROM shared WHERE acted_at <= $2)
SELECT person_id, number, CASE WHEN acted_at NOT BETWEEN '0001-01-02' AND '9999-12-31' THEN 'epoch'
	ELSE acted_at END AS acted_at, actor, actor_person_id, actor_role, action
FROM both_kinds
ORDER BY both_kinds.acted_at DESC, person_id DESC, number DESC OFFSET $4 LIMIT $5;
