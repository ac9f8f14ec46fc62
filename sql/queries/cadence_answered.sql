-- A person has answered a need: a cadence that waits for it is looked at now.
-- role: recorder
-- takes: person_id uuid, need_id uuid, at timestamptz
UPDATE person SET cadence_due_at = $3
WHERE person_id = $1 AND cadence_due_at > $3
	AND EXISTS (SELECT FROM person_cadence WHERE person_cadence.person_id = $1 AND need_id = $2);
