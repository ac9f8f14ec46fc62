-- Answers a question that is shown, in writing.
-- role: recorder
-- takes: session_id uuid, question_id uuid, answer text
UPDATE question SET answer = $3 WHERE session_id = $1 AND question_id = $2 AND shown;
