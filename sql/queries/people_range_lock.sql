-- Locks the people of an organisation after an id and up to another until the transaction ends, and
-- changes nothing.
-- role: recorder
-- takes: organisation_id uuid, after uuid, last uuid
-- gives: person_id uuid, profile text, policy_version integer
SELECT person_id, profile, folded_version AS policy_version FROM person
WHERE organisation_id = $1 AND person_id > $2 AND person_id <= $3
ORDER BY person_id FOR NO KEY UPDATE;
