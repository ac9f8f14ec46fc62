-- How many people each team has, and how many are in none (no team_id).
-- role: recorder
-- takes: organisation_id uuid
-- gives: team_id uuid, people bigint
SELECT team_id, count(*) AS people FROM team_member
WHERE organisation_id = $1 AND upper(during) = 'infinity' GROUP BY team_id
UNION ALL
SELECT NULL, count(*) FROM account WHERE organisation_id = $1 AND state = 'active'
	AND NOT EXISTS (SELECT FROM team_member WHERE team_member.person_id = account.person_id
		AND upper(during) = 'infinity')
ORDER BY team_id NULLS LAST;
