-- Every chain from its first entry to its last, each entry before what a root noted of it and both
-- before the head. Times are microseconds since 1970, -1 for what is no time at all.
-- role: recorder, backup
DECLARE audit_walk NO SCROLL CURSOR FOR
SELECT person_id, number, kind, acted_at, actor, actor_person_id, actor_role, action, salt,
	commitment, link, root_number
FROM (SELECT person_id, number, 0 AS kind,
		CASE WHEN isfinite(acted_at) THEN (extract(epoch FROM acted_at) * 1000000)::bigint
			ELSE -1 END AS acted_at,
		actor, actor_person_id, actor_role, action, salt, commitment, link, 0 AS root_number
	FROM audit_entry
	UNION ALL
	SELECT person_id, number, 1, -1, NULL, NULL, NULL, NULL, NULL, NULL, link, root_number
	FROM audit_mark
	UNION ALL
	SELECT person_id, length, 2, -1, NULL, NULL, NULL, NULL, NULL, NULL, link, 0
	FROM audit_head) AS step
ORDER BY person_id, number, kind;
