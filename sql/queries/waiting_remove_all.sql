-- Somebody waits for nothing any more.
-- role: recorder
-- takes: person_id uuid
DELETE FROM waiting WHERE person_id = $1;
