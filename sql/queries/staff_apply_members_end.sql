-- Ends the memberships of those who are in another team, or in none.
-- role: recorder
-- needs: staff_plan_create
-- takes: at timestamptz
UPDATE team_member
SET during = tstzrange(lower(during), greatest($1, lower(during) + interval '1 second'))
FROM staff_plan planned
WHERE team_member.person_id = planned.person_id AND upper(during) = 'infinity' AND new_team
	AND act IN ('joins', 'returns', 'stays');
