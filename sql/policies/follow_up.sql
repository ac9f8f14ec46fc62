-- Row-level security and grants of follow_up: the recorder's; the web role has no business here.
ALTER TABLE follow_up ENABLE ROW LEVEL SECURITY;
ALTER TABLE follow_up FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON follow_up;
CREATE POLICY recorder ON follow_up TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON follow_up;
CREATE POLICY erasure ON follow_up TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON follow_up;
CREATE POLICY owner ON follow_up TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON follow_up;
CREATE POLICY backup ON follow_up TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE (need_id, due_at), DELETE ON follow_up TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON follow_up TO plimsoll_erasure;
GRANT SELECT ON follow_up TO plimsoll_backup;
