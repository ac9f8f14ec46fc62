-- Lets people belong to their new teams.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid, at timestamptz
INSERT INTO team_member (person_id, team_id, organisation_id, during, recorded_at)
SELECT planned.person_id, team.team_id, $1, tstzrange(greatest($2, former.until), 'infinity'), $2
FROM staff_plan planned JOIN team ON team.name = planned.team AND team.organisation_id = $1
	LEFT JOIN (SELECT person_id, max(upper(during)) AS until FROM team_member GROUP BY person_id)
		AS former ON former.person_id = planned.person_id
WHERE new_team AND act IN ('joins', 'returns', 'stays') ORDER BY planned.person_id;
