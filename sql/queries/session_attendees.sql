-- Who has some sessions, held or booked, by person.
-- role: recorder
-- takes: session_ids uuid[]
-- gives: person_id uuid, booking_id uuid
SELECT person_id, booking_id FROM diary
WHERE session_id = ANY ($1) AND part = 'attendee' AND state IN ('held', 'confirmed')
ORDER BY person_id, booking_id;
