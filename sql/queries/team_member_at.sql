-- The teams that some people were in at an instant.
-- role: recorder
-- takes: person_ids uuid[], at timestamptz
-- gives: person_id uuid, team_id uuid, name text
SELECT person_id, team_id, name
FROM team_member JOIN team USING (team_id)
WHERE person_id = ANY ($1) AND during @> $2;
