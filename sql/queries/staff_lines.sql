-- To whom everybody will report: those of the file as it says, the others as they do.
-- role: recorder
-- needs: staff_plan_create
-- gives: person_id uuid, manager_person_id uuid
SELECT person_id, manager_id AS manager_person_id FROM staff_plan
WHERE manager_id IS NOT NULL AND act IN ('joins', 'returns', 'stays') AND line > 0
UNION ALL
SELECT person_id, manager_person_id FROM reports_to
WHERE upper(during) = 'infinity'
	AND person_id NOT IN (SELECT person_id FROM staff_plan WHERE line > 0 OR act = 'leaves')
ORDER BY person_id;
