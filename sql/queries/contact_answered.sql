-- A need was answered; one that was accepted is also the session of the cadence.
-- role: recorder
-- takes: person_id uuid, need_id uuid, accepted boolean
DELETE FROM contact WHERE person_id = $1 AND (need_id = $2 OR ($3 AND rule = ''));
