-- Row-level security and grants of diary: the person's own rows for the web, all for the recorder. A
-- line manager for whom a transaction works sees what their team has booked, and what of that was
-- called off; never what is or was only held.
ALTER TABLE diary ENABLE ROW LEVEL SECURITY;
ALTER TABLE diary FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON diary;
CREATE POLICY own ON diary TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS team ON diary;
CREATE POLICY team ON diary FOR SELECT TO plimsoll_web
	USING (part = 'attendee' AND state IN ('confirmed', 'cancelled') AND person_id = ANY (
		string_to_array(nullif(current_setting('app.team', true), ''), ',')::uuid[]));
DROP POLICY IF EXISTS recorder ON diary;
CREATE POLICY recorder ON diary TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON diary;
CREATE POLICY erasure ON diary TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON diary;
CREATE POLICY owner ON diary TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON diary;
CREATE POLICY backup ON diary TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE (state, answer_by, waited, sequence, changed_at) ON diary TO plimsoll_recorder;
GRANT SELECT ON diary TO plimsoll_web;
GRANT SELECT (person_id, booking_id, during), DELETE ON diary TO plimsoll_erasure;
GRANT SELECT ON diary TO plimsoll_backup;
