-- Some chains with an entry of before `before` and none since `since` that says that old ones were
-- emptied; such entries alone are no reason to empty a chain.
-- role: erasure
-- takes: before timestamptz, since timestamptz, most integer
-- gives: person_id uuid
SELECT DISTINCT person_id FROM audit_entry old
WHERE acted_at <= $1 AND action <> 'aged' AND NOT EXISTS (
	SELECT FROM audit_entry said
	WHERE said.person_id = old.person_id AND said.action = 'aged' AND said.acted_at > $2)
LIMIT $3;
