-- Writes a hold into a person's diary; refused where they are taken up at that time.
-- role: recorder
-- takes: person_id uuid, booking_id uuid, organisation_id uuid, session_id uuid, need_id uuid, during tstzrange, takes_time boolean, answer_by timestamptz, at timestamptz
INSERT INTO diary (person_id, booking_id, organisation_id, session_id, need_id, part, during,
	takes_time, state, answer_by, sequence, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, 'attendee', $6, $7, 'held', $8, 0, $9, $9)
ON CONFLICT (person_id, booking_id) DO NOTHING;
