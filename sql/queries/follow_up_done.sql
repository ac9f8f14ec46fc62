-- One has been asked for by a new need, which the others of its set now follow.
-- role: recorder
-- takes: person_id uuid, need_id uuid, number integer, new_need_id uuid
WITH moved AS (UPDATE follow_up SET need_id = $4
	WHERE person_id = $1 AND need_id = $2 AND number <> $3)
DELETE FROM follow_up WHERE person_id = $1 AND need_id = $2 AND number = $3;
