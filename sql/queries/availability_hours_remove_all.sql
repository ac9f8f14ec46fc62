-- Takes back all the hours of a host: they leave.
-- role: recorder
-- takes: person_id uuid
DELETE FROM availability_hours WHERE person_id = $1;
