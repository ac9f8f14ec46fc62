-- Who is in the team of a name now.
-- role: recorder
-- takes: organisation_id uuid, name text
-- gives: person_id uuid
SELECT person_id FROM team_member JOIN team USING (team_id)
WHERE team.organisation_id = $1 AND name = $2 AND upper(during) = 'infinity' ORDER BY person_id;
