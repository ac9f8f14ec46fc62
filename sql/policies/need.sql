-- Row-level security and grants of need: people see what is looked for on their behalf; the rest is
-- the recorder's.
ALTER TABLE need ENABLE ROW LEVEL SECURITY;
ALTER TABLE need FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON need;
CREATE POLICY own ON need FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON need;
CREATE POLICY recorder ON need TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON need;
CREATE POLICY erasure ON need TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON need;
CREATE POLICY owner ON need TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON need;
CREATE POLICY backup ON need TO plimsoll_backup
	USING (true);
GRANT SELECT (person_id, need_id, kinds, state, no_seat_reason, latest_at, any_since) ON need TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE ON need TO plimsoll_recorder;
GRANT SELECT (person_id, need_id, state, latest_at), DELETE ON need TO plimsoll_erasure;
GRANT SELECT ON need TO plimsoll_backup;
