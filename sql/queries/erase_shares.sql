-- Destroys with whom a person shared their load, and who with them.
-- role: erasure
-- takes: person_id uuid
DELETE FROM load_share WHERE person_id = $1 OR clinician_person_id = $1;
