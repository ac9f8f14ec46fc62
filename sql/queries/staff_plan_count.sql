-- What a file of staff comes to, in numbers.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid
-- gives: joins bigint, returns bigint, changed bigint, leaves bigint, unchanged bigint, gone bigint, name bigint, sign_in bigint, profile bigint, team bigint, manager bigint, nation bigint, joined bigint, leaving bigint, roles bigint, manager_unknown bigint, manager_left bigint, manager_self bigint, teams bigint
SELECT count(*) FILTER (WHERE act = 'joins') AS joins,
	count(*) FILTER (WHERE act = 'returns') AS returns,
	count(*) FILTER (WHERE act = 'stays' AND changes) AS changed,
	count(*) FILTER (WHERE act = 'leaves') AS leaves,
	count(*) FILTER (WHERE act = 'stays' AND NOT changes AND line > 0) AS unchanged,
	count(*) FILTER (WHERE act = 'gone') AS gone,
	count(*) FILTER (WHERE act = 'stays' AND new_name) AS name,
	count(*) FILTER (WHERE act = 'stays' AND new_sign_in) AS sign_in,
	count(*) FILTER (WHERE act = 'stays' AND new_profile) AS profile,
	count(*) FILTER (WHERE act = 'stays' AND new_team) AS team,
	count(*) FILTER (WHERE act = 'stays' AND new_manager) AS manager,
	count(*) FILTER (WHERE act = 'stays' AND new_nation) AS nation,
	count(*) FILTER (WHERE act = 'stays' AND new_joined) AS joined,
	count(*) FILTER (WHERE act = 'stays' AND new_leaves) AS leaving,
	count(*) FILTER (WHERE act = 'stays' AND new_roles) AS roles,
	count(*) FILTER (WHERE manager_fault = 'unknown') AS manager_unknown,
	count(*) FILTER (WHERE manager_fault = 'left') AS manager_left,
	count(*) FILTER (WHERE manager_fault = 'self') AS manager_self,
	(SELECT count(DISTINCT staff_plan.team) FROM staff_plan
		WHERE staff_plan.team <> '' AND act IN ('joins', 'returns', 'stays') AND NOT EXISTS (
			SELECT FROM team WHERE team.organisation_id = $1 AND team.name = staff_plan.team))
		AS teams
FROM (SELECT *, new_name OR new_sign_in OR new_profile OR new_team OR new_manager OR new_nation
	OR new_joined OR new_leaves OR new_roles AS changes FROM staff_plan) AS planned;
