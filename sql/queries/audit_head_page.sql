-- Heads of chains in their order, after a chain, and whether a root has counted them as they are.
-- role: recorder
-- takes: after uuid, most integer
-- gives: person_id uuid, length integer, link bytea, counted boolean
SELECT person_id, length, link, EXISTS (SELECT FROM audit_mark mark
	WHERE mark.person_id = head.person_id AND mark.number = head.length) AS counted
FROM audit_head head WHERE person_id > $1 ORDER BY person_id LIMIT $2;
