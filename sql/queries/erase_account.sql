-- Destroys a person's account with its name.
-- role: erasure
-- takes: person_id uuid
WITH codes AS (DELETE FROM recovery_code WHERE person_id = $1)
DELETE FROM account WHERE person_id = $1;
