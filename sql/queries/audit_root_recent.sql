-- Roots before a number, newest first. A time that no root can have been made at is 1970.
-- role: recorder
-- takes: organisation_id uuid, before integer, most integer
-- gives: number integer, made_at timestamptz, chains bigint, heads bytea, root bytea
SELECT number, CASE WHEN made_at NOT BETWEEN '0001-01-02' AND '9999-12-31' THEN 'epoch'
	ELSE made_at END AS made_at, chains, heads, root
FROM audit_root
WHERE organisation_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3;
