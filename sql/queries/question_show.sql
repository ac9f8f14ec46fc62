-- Shows some questions of a session to everybody, all at once.
-- role: recorder
-- takes: session_id uuid, question_ids uuid[]
UPDATE question SET shown = true WHERE session_id = $1 AND question_id = ANY ($2);
