-- Changes accounts, and brings back those of people who had left.
-- role: recorder
-- needs: staff_plan_create
-- takes: at timestamptz
UPDATE account SET display_name = planned.display_name, sign_in_name = planned.sign_in_name,
	roles = planned.roles, nation = planned.nation, state = 'active', changed_at = $1,
	leaves_at = CASE WHEN act = 'returns' OR planned.leaves_at IS NOT NULL
		THEN nullif(planned.leaves_at, 'infinity') ELSE account.leaves_at END
FROM staff_plan planned
WHERE account.person_id = planned.person_id AND (act = 'returns' OR (act = 'stays'
	AND (new_name OR new_sign_in OR new_nation OR new_roles OR new_leaves)));
