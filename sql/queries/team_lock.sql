-- Locks the team that somebody is in, so that no two of it are held a seat at once.
-- role: recorder
-- takes: person_id uuid
-- gives: team_id uuid
SELECT team_id FROM team_member JOIN team USING (team_id)
WHERE person_id = $1 AND upper(during) = 'infinity'
FOR NO KEY UPDATE OF team;
