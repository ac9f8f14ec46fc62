-- What is shown of the pattern of a session that somebody leads.
-- role: recorder
-- takes: session_id uuid, host_person_id uuid
-- gives: question text, answer text, told integer
SELECT question, answer, told FROM feedback JOIN session
	ON feedback.series_id = coalesce(session.series_id, session.host_person_id)
WHERE session_id = $1 AND host_person_id = $2 AND told > 0;
