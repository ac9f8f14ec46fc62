-- Those known already who are not in the file, and are line managers of somebody in it.
-- role: recorder
-- needs: staff_plan_create
INSERT INTO staff_plan
SELECT account.person_id, person.reference, 0, 'stays', account.display_name, account.sign_in_name,
	'', true, person.profile, NULL, account.person_id, NULL, account.language, account.nation, '{}',
	NULL, NULL, account.roles, NULL, NULL, false, false, false, false, false, false, false, false,
	false, account.roles, NULL
FROM account JOIN person USING (person_id)
WHERE person_id IN (SELECT manager_id FROM staff_plan WHERE new_manager)
	AND person_id NOT IN (SELECT person_id FROM staff_plan);
