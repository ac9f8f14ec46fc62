-- Adds the teams that are new.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid, at timestamptz
INSERT INTO team (team_id, organisation_id, name, created_at)
SELECT DISTINCT ON (team) team_id, $1, team, $2 FROM staff_plan
WHERE team <> '' AND act IN ('joins', 'returns', 'stays') ORDER BY team
ON CONFLICT DO NOTHING;
