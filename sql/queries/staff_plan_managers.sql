-- Finds the line managers that a file of staff names, in the file or known already.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid
UPDATE staff_plan SET manager_id = found.manager_id, manager_fault = found.fault
FROM (SELECT given.person_id,
		CASE WHEN coalesce(theirs.person_id, known.person_id) = given.person_id THEN NULL
			WHEN theirs.act IN ('joins', 'returns', 'stays') THEN theirs.person_id
			WHEN theirs.act IS NULL AND account.state = 'active' THEN known.person_id END
			AS manager_id,
		CASE WHEN coalesce(theirs.person_id, known.person_id) = given.person_id THEN 'self'
			WHEN theirs.act IN ('leaves', 'gone') OR account.state = 'left' THEN 'left'
			WHEN theirs.person_id IS NULL AND account.person_id IS NULL THEN 'unknown' END AS fault
	FROM staff_plan given
		LEFT JOIN person_reference known
			ON known.reference = given.manager AND known.organisation_id = $1
		LEFT JOIN staff_plan theirs ON theirs.reference = given.manager
		LEFT JOIN account ON account.person_id = known.person_id
	WHERE given.manager <> '' AND given.act IN ('joins', 'returns', 'stays')) AS found
WHERE staff_plan.person_id = found.person_id;
