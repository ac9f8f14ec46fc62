-- The teams a person is or was in.
-- role: recorder
-- takes: person_id uuid
-- gives: team text, from_at timestamptz, until_at timestamptz
SELECT name AS team, lower(during) AS from_at, nullif(upper(during), 'infinity') AS until_at
FROM team_member JOIN team USING (team_id) WHERE person_id = $1 ORDER BY during;
