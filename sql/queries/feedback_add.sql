-- Counts what somebody tapped about the pattern of a session, or about what its host leads in their own
-- hours, for which the host's id stands.
-- role: recorder
-- takes: session_id uuid, questions text[], answers text[]
INSERT INTO feedback (series_id, question, answer, organisation_id, given, told)
SELECT coalesce(series_id, host_person_id), question, answer, organisation_id, 1, 0
FROM session, unnest($2::text[], $3::text[]) AS tapped (question, answer)
WHERE session_id = $1
ON CONFLICT (series_id, question, answer) DO UPDATE SET given = feedback.given + 1;
