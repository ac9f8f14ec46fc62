-- Who is to have another line manager than they had, or none.
-- role: recorder
-- needs: staff_plan_create
UPDATE staff_plan SET
	manager_id = CASE WHEN manager = '' THEN NULL ELSE manager_id END,
	new_manager = act <> 'gone' AND act <> 'leaves'
		AND CASE WHEN manager = '' THEN NULL ELSE manager_id END IS DISTINCT FROM had_manager_id
WHERE manager IS NOT NULL;
