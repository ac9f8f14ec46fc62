-- When the sessions began to which people came, by person, in order.
-- role: recorder, web
-- takes: person_ids uuid[]
-- gives: person_id uuid, began_at timestamptz
SELECT person_id, began_at FROM attendance
WHERE person_id = ANY ($1) AND came ORDER BY person_id, began_at, booking_id;
