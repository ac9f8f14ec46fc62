-- Notes whether people came to a session; of what was noted before stays when that was.
-- role: recorder
-- takes: organisation_id uuid, session_id uuid, began_at timestamptz, at timestamptz, person_ids uuid[], booking_ids uuid[], came boolean[]
INSERT INTO attendance (person_id, booking_id, organisation_id, session_id, began_at, came, noted_at)
SELECT person_id, booking_id, $1, $2, $3, came, $4
FROM unnest($5::uuid[], $6::uuid[], $7::boolean[]) AS noted (person_id, booking_id, came)
ON CONFLICT (person_id, booking_id) DO UPDATE SET came = excluded.came;
