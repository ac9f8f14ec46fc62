-- Frees the name of somebody who leaves.
-- role: recorder
-- takes: person_id uuid
DELETE FROM sign_in_name WHERE person_id = $1;
