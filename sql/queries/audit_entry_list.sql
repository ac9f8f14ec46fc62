-- The entries of a chain before a number, newest first; an erased one has only its number. A time
-- that nobody can have acted at is shown as 1970.
-- role: web, recorder, erasure
-- takes: person_id uuid, before integer, most integer
-- gives: number integer, acted_at timestamptz, actor text, actor_person_id uuid, actor_role text, action text
SELECT number, CASE WHEN acted_at NOT BETWEEN '0001-01-02' AND '9999-12-31' THEN 'epoch'
	ELSE acted_at END AS acted_at, actor, actor_person_id, actor_role, action
FROM audit_entry
WHERE person_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3;
