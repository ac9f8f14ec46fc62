-- Takes a person's codes away.
-- role: web, recorder
-- takes: person_id uuid
DELETE FROM recovery_code WHERE person_id = $1;
