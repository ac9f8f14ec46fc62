-- Nobody is asked to contact a person any more.
-- role: recorder
-- takes: person_id uuid
DELETE FROM contact WHERE person_id = $1;
