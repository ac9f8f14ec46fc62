-- Whether whoever has this mark answered about a session.
-- role: recorder
-- takes: session_id uuid, mark uuid
-- gives: spent boolean
SELECT EXISTS (SELECT FROM feedback_spent WHERE session_id = $1 AND marks @> ARRAY[$2::uuid]) AS spent;
