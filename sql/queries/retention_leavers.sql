-- People after an id who left by `before` and of whose log something is still there.
-- role: erasure
-- takes: before timestamptz, after uuid, most integer
-- gives: person_id uuid
SELECT person_id FROM account
WHERE state = 'left' AND coalesce(leaves_at, changed_at) <= $1 AND person_id > $2
	AND (EXISTS (SELECT FROM exposure WHERE exposure.person_id = account.person_id)
		OR EXISTS (SELECT FROM line_state WHERE line_state.person_id = account.person_id)
		OR EXISTS (SELECT FROM alarm WHERE alarm.person_id = account.person_id)
		OR EXISTS (SELECT FROM crossing WHERE crossing.person_id = account.person_id)
		OR EXISTS (SELECT FROM attendance WHERE attendance.person_id = account.person_id)
		OR EXISTS (SELECT FROM need WHERE need.person_id = account.person_id))
ORDER BY person_id LIMIT $3;
