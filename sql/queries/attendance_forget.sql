-- Takes back what was noted.
-- role: recorder
-- takes: person_ids uuid[], booking_ids uuid[]
DELETE FROM attendance USING unnest($1::uuid[], $2::uuid[]) AS taken (person_id, booking_id)
WHERE attendance.person_id = taken.person_id AND attendance.booking_id = taken.booking_id;
