-- What became of a reminder that was claimed; infinity: it is not tried again.
-- role: recorder
-- takes: person_id uuid, booking_id uuid, which text, state text, try_at timestamptz, at timestamptz
UPDATE reminder SET state = $4, try_at = $5, changed_at = $6
WHERE person_id = $1 AND booking_id = $2 AND which = $3 AND state = 'claimed';
