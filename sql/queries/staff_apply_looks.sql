-- Has the engine look at the teams that people came to or went from.
-- role: recorder
-- needs: staff_plan_create
-- takes: at timestamptz
UPDATE team SET look_at = $1 WHERE team_id IN (
	SELECT team_member.team_id FROM team_member JOIN staff_plan USING (person_id)
	WHERE new_team AND act IN ('joins', 'returns', 'stays') AND upper(during) >= $1);
