-- Frees the names of those who sign in with another one.
-- role: recorder
-- needs: staff_plan_create
DELETE FROM sign_in_name WHERE person_id IN (
	SELECT person_id FROM staff_plan WHERE act = 'stays' AND new_sign_in);
