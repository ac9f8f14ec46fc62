-- Ends sessions in roles that people no longer have.
-- role: recorder
-- needs: staff_plan_create
-- takes: at timestamptz
UPDATE sign_in_session SET ended_at = $1
FROM staff_plan planned
WHERE sign_in_session.person_id = planned.person_id AND act = 'stays' AND new_roles
	AND sign_in_session.ended_at IS NULL AND sign_in_session.role <> ALL (planned.roles);
