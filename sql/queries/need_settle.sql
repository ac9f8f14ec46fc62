-- Moves a need to another state; the reason is given only where no seat was found.
-- role: recorder
-- takes: person_id uuid, need_id uuid, state text, no_seat_reason text, try_at timestamptz, at timestamptz
UPDATE need SET state = $3, no_seat_reason = $4, try_at = $5, changed_at = $6
WHERE person_id = $1 AND need_id = $2;
