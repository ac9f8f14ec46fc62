-- Whether somebody may lead sessions: in a role that does, and still there.
-- role: recorder
-- takes: person_id uuid
-- gives: hosts boolean
SELECT EXISTS (SELECT FROM account WHERE person_id = $1 AND state = 'active'
	AND roles && ARRAY['supervisor', 'facilitator']) AS hosts;
