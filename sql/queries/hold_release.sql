-- Lets a hold go whose time has not come; no row changes when it was answered meanwhile.
-- role: recorder
-- takes: person_id uuid, booking_id uuid, at timestamptz
UPDATE diary SET state = 'released', sequence = sequence + 1, changed_at = $3
WHERE person_id = $1 AND booking_id = $2 AND state = 'held';
