-- People of a plan in their order, after one: those who leave, those whose role profile changes,
-- those who get an account and those of whom something else is changed.
-- role: recorder
-- needs: staff_plan_create
-- takes: which text, after uuid, most integer
-- gives: person_id uuid, reference text, display_name text, sign_in_name text
SELECT person_id, reference, display_name, sign_in_name FROM staff_plan
WHERE person_id > $2 AND CASE $1 WHEN 'leaves' THEN act = 'leaves'
	WHEN 'profile' THEN known AND new_profile AND act <> 'gone' AND act <> 'leaves'
	WHEN 'account' THEN act IN ('joins', 'returns')
	WHEN 'roles' THEN act = 'stays' AND new_roles
	ELSE act = 'stays' AND (new_name OR new_sign_in OR new_profile OR new_team OR new_manager
		OR new_nation OR new_joined OR new_leaves) END
ORDER BY person_id LIMIT $3;
