-- Row-level security and grants of retraction: what was removed stays removed, and its row goes
-- with the person alone.
ALTER TABLE retraction ENABLE ROW LEVEL SECURITY;
ALTER TABLE retraction FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON retraction;
CREATE POLICY own ON retraction FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS shared ON retraction;
CREATE POLICY shared ON retraction FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.shared_user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON retraction;
CREATE POLICY recorder ON retraction TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON retraction;
CREATE POLICY erasure ON retraction TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON retraction;
CREATE POLICY owner ON retraction TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON retraction;
CREATE POLICY backup ON retraction TO plimsoll_backup
	USING (true);
GRANT SELECT ON retraction TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (listed_at) ON retraction TO plimsoll_recorder;
GRANT SELECT, UPDATE (erased_at), DELETE ON retraction TO plimsoll_erasure;
GRANT SELECT ON retraction TO plimsoll_backup;
