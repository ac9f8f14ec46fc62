-- Everybody who is now in a team that one of some people is in, them included; in order of teams and
-- people.
-- role: recorder
-- takes: person_ids uuid[]
-- gives: team_id uuid, person_id uuid
SELECT team_id, person_id FROM team_member
WHERE upper(during) = 'infinity' AND team_id = ANY (ARRAY(SELECT own.team_id FROM team_member own
	WHERE own.person_id = ANY ($1) AND upper(own.during) = 'infinity'))
ORDER BY team_id, person_id;
