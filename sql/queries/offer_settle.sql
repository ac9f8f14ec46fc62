-- Moves a hold to another state.
-- role: recorder
-- takes: person_id uuid, booking_id uuid, state text, at timestamptz
UPDATE diary SET state = $3, sequence = sequence + 1, changed_at = $4
WHERE person_id = $1 AND booking_id = $2;
