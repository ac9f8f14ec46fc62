-- Who is in a team and can answer what they are offered, their rows locked.
-- role: recorder
-- takes: team_id uuid
-- gives: person_id uuid, profile text
SELECT person_id, profile FROM team_member JOIN person USING (person_id)
	JOIN account USING (person_id)
WHERE team_id = $1 AND upper(during) = 'infinity' AND state = 'active'
	AND password_set_at IS NOT NULL
ORDER BY person_id
FOR NO KEY UPDATE OF person;
