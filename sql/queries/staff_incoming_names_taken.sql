-- Leaves out names to sign in with that somebody else has and keeps: who is not in the file, or is
-- and keeps theirs.
-- role: recorder
-- needs: staff_incoming_create
-- takes: organisation_id uuid, at timestamptz, fault integer
UPDATE staff_incoming SET fault = $3
FROM account holder LEFT JOIN staff_incoming theirs
	ON theirs.person_id = holder.person_id AND theirs.fault = 0
WHERE staff_incoming.fault = 0 AND holder.organisation_id = $1 AND holder.state = 'active'
	AND holder.sign_in_name = staff_incoming.sign_in_name
	AND holder.person_id <> staff_incoming.person_id
	AND (staff_incoming.named OR NOT EXISTS (SELECT FROM account own
		WHERE own.person_id = staff_incoming.person_id AND own.state = 'active'))
	AND NOT coalesce(theirs.leaves_at <= $2 OR (theirs.named
		AND theirs.sign_in_name <> holder.sign_in_name), false);
