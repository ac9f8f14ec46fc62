-- The role profiles a person had before the one they have.
-- role: recorder
-- takes: person_id uuid
-- gives: role_profile text, from_at timestamptz, until_at timestamptz
SELECT profile AS role_profile, lower(during) AS from_at, upper(during) AS until_at
FROM former_profile WHERE person_id = $1 ORDER BY during;
