-- Notes that whoever has this mark answered about a session; no row where they had before.
-- role: recorder
-- takes: session_id uuid, mark uuid, until timestamptz
INSERT INTO feedback_spent (session_id, organisation_id, marks, until)
SELECT session_id, organisation_id, ARRAY[$2::uuid], $3 FROM session WHERE session_id = $1
ON CONFLICT (session_id) DO UPDATE SET marks = (SELECT array_agg(mark ORDER BY mark)
	FROM unnest(feedback_spent.marks || excluded.marks) AS mark)
WHERE NOT feedback_spent.marks @> excluded.marks;
