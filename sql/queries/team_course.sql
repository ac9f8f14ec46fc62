-- What became of a team since an instant: who was in it then, who came, who of those from another
-- team that they left since, and who went.
-- role: recorder
-- takes: team_id uuid, since timestamptz
-- gives: before bigint, came bigint, moved bigint, went bigint
WITH member AS (
	SELECT person_id, bool_or(during @> $2) AS before, bool_or(upper(during) = 'infinity') AS now
	FROM team_member WHERE team_id = $1 AND upper(during) > $2 GROUP BY person_id)
SELECT count(*) FILTER (WHERE before) AS before,
	count(*) FILTER (WHERE now AND NOT before) AS came,
	count(*) FILTER (WHERE now AND NOT before AND EXISTS (SELECT FROM team_member other
		WHERE other.person_id = member.person_id AND other.team_id <> $1
			AND upper(other.during) > $2)) AS moved,
	count(*) FILTER (WHERE before AND NOT now) AS went
FROM member;
