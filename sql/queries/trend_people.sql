-- Who was in a team at an instant, with the role profile they had then, in order, after a person.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz, after uuid, most integer
-- gives: person_id uuid, team_id uuid, profile text
SELECT member.person_id, team_id, coalesce(former_profile.profile, person.profile) AS profile
FROM team_member member
	JOIN person ON person.person_id = member.person_id
	LEFT JOIN former_profile ON former_profile.person_id = member.person_id
		AND former_profile.during @> $2
WHERE member.organisation_id = $1 AND member.during @> $2 AND member.person_id > $3
ORDER BY member.person_id LIMIT $4;
