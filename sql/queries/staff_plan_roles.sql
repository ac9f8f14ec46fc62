-- Whoever has somebody report to them is a supervisor too.
-- role: recorder
-- needs: staff_plan_create
UPDATE staff_plan SET roles = wanted.roles,
	new_roles = had_roles IS NULL OR NOT (had_roles @> wanted.roles AND had_roles <@ wanted.roles)
FROM (SELECT given.person_id, ARRAY(SELECT role FROM unnest(ARRAY['officer', 'supervisor',
		'facilitator', 'wellbeing', 'administrator', 'auditor', 'clinician']) AS role
		WHERE role = ANY (given.roles) OR (role = 'supervisor' AND leads.person_id IS NOT NULL))
		AS roles
	FROM staff_plan given
		LEFT JOIN (SELECT DISTINCT manager_id AS person_id FROM staff_plan
			WHERE act IN ('joins', 'returns', 'stays')) AS leads USING (person_id)
	WHERE act IN ('joins', 'returns', 'stays')) AS wanted
WHERE staff_plan.person_id = wanted.person_id;
