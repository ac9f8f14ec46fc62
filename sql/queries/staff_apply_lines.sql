-- Lets people report to their new line managers.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid, at timestamptz
INSERT INTO reports_to (person_id, manager_person_id, organisation_id, during, recorded_at,
	changed_in)
SELECT planned.person_id, planned.manager_id, $1, tstzrange(greatest($2, former.until), 'infinity'),
	$2, pg_current_xact_id()::text::bigint
FROM staff_plan planned
	LEFT JOIN (SELECT person_id, max(upper(during)) AS until FROM reports_to GROUP BY person_id)
		AS former ON former.person_id = planned.person_id
WHERE new_manager AND planned.manager_id IS NOT NULL AND act IN ('joins', 'returns', 'stays')
ORDER BY planned.person_id;
