-- Somebody who leaves is in no team any more; the engine looks at the one that they were in.
-- role: recorder
-- takes: person_id uuid, at timestamptz
WITH ended AS (
	UPDATE team_member
	SET during = tstzrange(lower(during), greatest($2, lower(during) + interval '1 second'))
	WHERE person_id = $1 AND upper(during) = 'infinity' RETURNING team_id)
UPDATE team SET look_at = $2 FROM ended WHERE team.team_id = ended.team_id;
