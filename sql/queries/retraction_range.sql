-- What was removed of the logs of everybody between two ids, both included.
-- role: recorder
-- takes: first uuid, last uuid
-- gives: person_id uuid, exposure_id uuid
SELECT person_id, exposure_id FROM retraction WHERE person_id BETWEEN $1 AND $2
ORDER BY person_id, exposure_id;
