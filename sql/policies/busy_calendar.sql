-- Row-level security and grants of busy_calendar: people see their own, never an address again whole, and
-- nobody sees another's. The recorder refreshes them.
ALTER TABLE busy_calendar ENABLE ROW LEVEL SECURITY;
ALTER TABLE busy_calendar FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON busy_calendar;
CREATE POLICY own ON busy_calendar FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON busy_calendar;
CREATE POLICY recorder ON busy_calendar TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON busy_calendar;
CREATE POLICY erasure ON busy_calendar TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON busy_calendar;
CREATE POLICY owner ON busy_calendar TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON busy_calendar;
CREATE POLICY backup ON busy_calendar TO plimsoll_backup
	USING (true);
GRANT SELECT (person_id, calendar_id, hint, busy, busy_from, busy_until, events, unreadable, unknown_zones,
	read_at, failure, failures, failed_at, due_at, created_at) ON busy_calendar TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (etag, modified, busy, busy_from, busy_until, events, unreadable, unknown_zones,
	read_at, failure, failures, failed_at, due_at, changed_at), DELETE
	ON busy_calendar TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON busy_calendar TO plimsoll_erasure;
GRANT SELECT ON busy_calendar TO plimsoll_backup;
