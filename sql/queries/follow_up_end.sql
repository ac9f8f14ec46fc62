-- Nothing follows a need any more; without a need, nothing at all.
-- role: recorder
-- takes: person_id uuid, need_id uuid
DELETE FROM follow_up WHERE person_id = $1 AND ($2 IS NULL OR need_id = $2);
