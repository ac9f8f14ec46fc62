-- Compares the rows of a file of staff with what is known.
-- role: recorder
-- needs: staff_incoming_create, staff_plan_create
-- takes: nation text, at timestamptz
INSERT INTO staff_plan
SELECT given.person_id, given.reference, given.line,
	CASE WHEN given.leaves_at <= $2 THEN
			CASE WHEN account.state = 'active' THEN 'leaves' ELSE 'gone' END
		WHEN account.person_id IS NULL THEN 'joins'
		WHEN account.state = 'left' THEN 'returns'
		ELSE 'stays' END,
	given.display_name,
	CASE WHEN account.state = 'active' AND NOT given.named THEN account.sign_in_name
		ELSE given.sign_in_name END,
	given.name_hash, given.known, coalesce(given.profile, person.profile, ''), given.team,
	given.team_id, given.manager, given.language, coalesce(given.nation, account.nation, $1),
	given.needs, given.joined, given.leaves_at,
	CASE WHEN cardinality(given.roles) > 0 THEN given.roles
		WHEN account.state = 'active' THEN account.roles ELSE '{officer}' END,
	line.manager_person_id, NULL,
	given.display_name IS DISTINCT FROM account.display_name,
	given.named AND given.sign_in_name IS DISTINCT FROM account.sign_in_name,
	given.known AND coalesce(given.profile <> person.profile, false),
	coalesce(given.team <> coalesce(team.name, ''), false), false,
	given.nation IS DISTINCT FROM account.nation AND given.nation IS NOT NULL,
	given.joined IS NOT NULL AND given.joined <> coalesce(person.joined_on::text, ''),
	given.leaves_at IS NOT NULL AND given.leaves_at <> coalesce(account.leaves_at, 'infinity'),
	false, account.roles, line.manager_person_id
FROM staff_incoming given
	LEFT JOIN person ON person.person_id = given.person_id
	LEFT JOIN account ON account.person_id = given.person_id
	LEFT JOIN team_member member
		ON member.person_id = given.person_id AND upper(member.during) = 'infinity'
	LEFT JOIN team ON team.team_id = member.team_id
	LEFT JOIN reports_to line
		ON line.person_id = given.person_id AND upper(line.during) = 'infinity'
WHERE given.fault = 0;
