-- A need without a seat is looked at now.
-- role: recorder
-- takes: person_id uuid, need_id uuid, at timestamptz
UPDATE need SET try_at = greatest($3, hold_from)
WHERE person_id = $1 AND need_id = $2 AND state = 'no_seat' AND try_at > $3;
