-- Sessions of one to one that a person leads, that begin within a time and that nobody has.
-- role: recorder
-- takes: person_id uuid, within tstzrange
-- gives: session_id uuid, during tstzrange
SELECT session_id, during FROM session JOIN session_seat USING (session_id)
WHERE host_person_id = $1 AND state = 'published' AND lower(during) <@ $2 AND taken = 0 AND capacity = 1
	AND kind IN ('reflective_supervision', 'wellbeing_review', 'check_in')
ORDER BY session_id;
