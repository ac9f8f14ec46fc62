-- Destroys some questions of a session.
-- role: recorder
-- takes: session_id uuid, question_ids uuid[]
DELETE FROM question WHERE session_id = $1 AND question_id = ANY ($2);
