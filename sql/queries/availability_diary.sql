-- What takes up a host within a time: sessions they lead or attend; and absences and what they called off
-- of one to one, for which the session is null. `by_hours` is whether their own hours published it, `alone` that it is one to one.
-- role: web, recorder
-- takes: person_id uuid, within tstzrange
-- gives: session_id uuid, during tstzrange, led boolean, by_hours boolean, alone boolean
SELECT diary.session_id, diary.during, part = 'host' AS led, session.series_id IS NULL AS by_hours,
	session.kind IN ('reflective_supervision', 'wellbeing_review', 'check_in') AS alone
FROM diary JOIN session USING (session_id)
WHERE diary.person_id = $1 AND diary.during && $2 AND diary.takes_time
	AND diary.state IN ('held', 'confirmed')
UNION ALL
SELECT NULL, during, false, false, false FROM absence WHERE person_id = $1 AND during && $2
UNION ALL
SELECT NULL, during, false, false, false FROM session
WHERE host_person_id = $1 AND during && $2 AND state = 'cancelled' AND called_off_because IS NOT NULL
	AND kind IN ('reflective_supervision', 'wellbeing_review', 'check_in')
ORDER BY 2;
