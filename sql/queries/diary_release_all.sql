-- Lets go of what a person would have attended that is not over.
-- role: recorder
-- takes: person_id uuid, at timestamptz
-- gives: session_id uuid, confirmed integer, host_person_id uuid
WITH open AS (
	SELECT booking_id, state = 'confirmed' AS confirmed FROM diary
	WHERE person_id = $1 AND part = 'attendee' AND state IN ('held', 'confirmed')
		AND upper(during) > $2
	FOR UPDATE),
released AS (
	UPDATE diary SET state = CASE WHEN open.confirmed THEN 'cancelled' ELSE 'released' END,
		sequence = sequence + 1, changed_at = $2 FROM open
	WHERE diary.person_id = $1 AND diary.booking_id = open.booking_id
	RETURNING diary.session_id, open.confirmed::integer AS confirmed)
SELECT session_id, confirmed, host_person_id FROM released JOIN session USING (session_id)
ORDER BY session_id;
