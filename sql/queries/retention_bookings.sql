-- Destroys some of what was booked, held or led and was over by `before`.
-- role: erasure
-- takes: before timestamptz, most integer
DELETE FROM diary WHERE (person_id, booking_id) IN (
	SELECT person_id, booking_id FROM diary WHERE upper(during) <= $1
	ORDER BY upper(during) LIMIT $2);
