-- People after an id, in order, for trying a policy: role profile, team at a time (the nil id where
-- they are in none), when they joined (infinity where it is not known) and whether they have left.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz, after uuid, most integer
-- gives: person_id uuid, profile text, team_id uuid, team text, joined_at timestamptz, gone boolean
SELECT person.person_id, profile,
	coalesce(member.team_id, '00000000-0000-0000-0000-000000000000') AS team_id,
	coalesce(name, '') AS team,
	coalesce(joined_on::timestamp AT TIME ZONE 'UTC', 'infinity') AS joined_at,
	EXISTS (SELECT FROM account WHERE account.person_id = person.person_id
		AND state = 'left') AS gone
FROM person
	LEFT JOIN team_member member ON member.person_id = person.person_id AND during @> $2
	LEFT JOIN team ON team.team_id = member.team_id
WHERE person.organisation_id = $1 AND person.person_id > $3
ORDER BY person.person_id LIMIT $4;
