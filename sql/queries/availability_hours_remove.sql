-- Takes hours of a host back.
-- role: recorder
-- takes: person_id uuid, hours_id uuid
DELETE FROM availability_hours WHERE person_id = $1 AND hours_id = $2;
