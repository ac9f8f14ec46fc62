-- Seats that were held for some people in a period, whether they were taken up, and how many days
-- lay between the need for one and its start.
-- role: recorder
-- takes: person_ids uuid[], during tstzrange
-- gives: person_id uuid, taken boolean, wait_days double precision
SELECT diary.person_id, diary.state = 'confirmed' AS taken,
	(greatest(extract(epoch FROM lower(diary.during) - need.created_at), 0) / 86400)::double precision
		AS wait_days
FROM diary JOIN need ON need.person_id = diary.person_id AND need.need_id = diary.need_id
WHERE diary.person_id = ANY ($1) AND part = 'attendee' AND diary.created_at <@ $2
ORDER BY diary.person_id;
