-- Lets those officers and supervisors leave who are not in the file.
-- role: recorder
-- needs: staff_incoming_create, staff_plan_create
-- takes: organisation_id uuid
INSERT INTO staff_plan
SELECT account.person_id, person.reference, 0, 'leaves', account.display_name, account.sign_in_name,
	'', true, person.profile, NULL, account.person_id, NULL, account.language, account.nation, '{}',
	NULL, NULL, account.roles, NULL, NULL, false, false, false, false, false, false, false, false,
	false, account.roles, NULL
FROM account JOIN person USING (person_id)
WHERE account.organisation_id = $1 AND state = 'active' AND roles && '{officer,supervisor}'
	AND NOT EXISTS (SELECT FROM staff_incoming given WHERE given.person_id = account.person_id);
