-- People who are there and sign in with some names.
-- role: recorder
-- takes: organisation_id uuid, names text[]
-- gives: person_id uuid, sign_in_name text
SELECT person_id, sign_in_name FROM account
WHERE organisation_id = $1 AND state = 'active' AND sign_in_name = ANY ($2) ORDER BY sign_in_name;
