-- Row-level security and grants of availability: hosts see their own; the recorder keeps it, and the
-- engine publishes from it.
ALTER TABLE availability ENABLE ROW LEVEL SECURITY;
ALTER TABLE availability FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON availability;
CREATE POLICY own ON availability FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON availability;
CREATE POLICY recorder ON availability TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON availability;
CREATE POLICY erasure ON availability TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON availability;
CREATE POLICY owner ON availability TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON availability;
CREATE POLICY backup ON availability TO plimsoll_backup
	USING (true);
GRANT SELECT ON availability TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (kind, minutes, buffer_minutes, daily_cap, manner, look_at, changed_at)
	ON availability TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON availability TO plimsoll_erasure;
GRANT SELECT ON availability TO plimsoll_backup;
