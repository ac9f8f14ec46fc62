-- Row-level security and grants of person_cadence: the recorder's; the web role has no business here.
ALTER TABLE person_cadence ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_cadence FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS recorder ON person_cadence;
CREATE POLICY recorder ON person_cadence TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON person_cadence;
CREATE POLICY erasure ON person_cadence TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON person_cadence;
CREATE POLICY owner ON person_cadence TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON person_cadence;
CREATE POLICY backup ON person_cadence TO plimsoll_backup
	USING (true);
GRANT SELECT, INSERT, UPDATE (counted_from, due_at, need_id), DELETE ON person_cadence
	TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON person_cadence TO plimsoll_erasure;
GRANT SELECT ON person_cadence TO plimsoll_backup;
