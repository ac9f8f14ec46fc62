-- Moves a need to another state; the reason is given only where no seat was found. It is never
-- looked at before a seat may be held for it.
-- role: recorder
-- takes: person_id uuid, need_id uuid, state text, no_seat_reason text, try_at timestamptz, at timestamptz
UPDATE need SET state = $3, no_seat_reason = $4, try_at = greatest($5, hold_from), changed_at = $6
WHERE person_id = $1 AND need_id = $2;
