-- People in order of reference, after a given one.
-- role: recorder
-- takes: organisation_id uuid, after text, most integer
-- gives: person_id uuid, reference text, profile text
SELECT person_id, reference, profile FROM person
WHERE organisation_id = $1 AND reference > $2 ORDER BY reference LIMIT $3;
