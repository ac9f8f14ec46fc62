-- People who have something held for them on some days.
-- role: recorder
-- takes: organisation_id uuid, starts timestamptz[], ends timestamptz[]
-- gives: person_id uuid
SELECT DISTINCT person_id FROM diary
WHERE organisation_id = $1 AND part = 'attendee' AND state = 'held' AND EXISTS (
	SELECT FROM unnest($2::timestamptz[], $3::timestamptz[]) AS day (starts, ends)
	WHERE diary.during && tstzrange(starts, ends))
ORDER BY person_id;
