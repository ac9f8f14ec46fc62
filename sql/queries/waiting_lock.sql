-- Somebody who waits, locked; no row where they wait no more or another engine is at it.
-- role: recorder
-- takes: person_id uuid, session_id uuid
-- gives: organisation_id uuid, kind text
SELECT waiting.organisation_id, session.kind FROM waiting JOIN session USING (session_id)
WHERE waiting.person_id = $1 AND waiting.session_id = $2 FOR UPDATE OF waiting SKIP LOCKED;
