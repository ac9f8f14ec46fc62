-- What people did that was not with their own record, before a place, newest first; only one action
-- where one is given. A time that nobody can have acted at is shown as 1970.
-- role: recorder
-- takes: before_at timestamptz, before_person uuid, before_number integer, action text, most integer
-- gives: person_id uuid, number integer, acted_at timestamptz, actor text, actor_person_id uuid, actor_role text, action text
SELECT person_id, number, CASE WHEN acted_at NOT BETWEEN '0001-01-02' AND '9999-12-31' THEN 'epoch'
	ELSE acted_at END AS acted_at, actor, actor_person_id, actor_role, action
FROM audit_entry
WHERE acted_at IS NOT NULL AND actor_person_id IS DISTINCT FROM person_id
	AND (acted_at, person_id, number) < ($1, $2, $3) AND ($4 IS NULL OR action = $4)
ORDER BY audit_entry.acted_at DESC, person_id DESC, number DESC LIMIT $5;
