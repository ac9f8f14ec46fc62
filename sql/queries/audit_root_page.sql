-- Roots in their order, after a number. A time that no root can have been made at is 1970.
-- role: recorder, backup
-- takes: after integer, most integer
-- gives: number integer, made_at timestamptz, chains bigint, heads bytea, root bytea
SELECT number, CASE WHEN made_at NOT BETWEEN '0001-01-02' AND '9999-12-31' THEN 'epoch'
	ELSE made_at END AS made_at, chains, heads, root
FROM audit_root
WHERE number > $1 ORDER BY number LIMIT $2;
