-- Destroys to whom a person reported, and who to them.
-- role: erasure
-- takes: person_id uuid
DELETE FROM reports_to WHERE person_id = $1 OR manager_person_id = $1;
