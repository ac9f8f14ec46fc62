-- The questions of a session that opened by a time, or those alone that are shown.
-- role: recorder
-- takes: session_id uuid, opened_by timestamptz, shown_alone boolean
-- gives: question_id uuid, body text, shown boolean, answer text
SELECT question_id, body, shown, answer FROM question
WHERE session_id = $1 AND (shown OR (opens_at <= $2 AND NOT $3))
ORDER BY question_id LIMIT 500;
