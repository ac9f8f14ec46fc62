-- Lets the numbers of a pattern be shown as they are now, of each question with at least so many answers
-- of which at least so many are not shown yet: nobody can watch one tap come in.
-- role: recorder
-- takes: session_id uuid, least integer, step integer
UPDATE feedback SET told = given
FROM (SELECT series_id, question FROM feedback
	WHERE series_id = (SELECT coalesce(series_id, host_person_id) FROM session WHERE session_id = $1)
	GROUP BY series_id, question
	HAVING sum(given) >= $2 AND sum(given) - sum(told) >= $3) AS ready
WHERE feedback.series_id = ready.series_id AND feedback.question = ready.question;
