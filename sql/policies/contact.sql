-- Row-level security and grants of contact: people see their own, the clinician whom they are asked to
-- contact and nothing else of it, and the recorder, who writes, has no page that shows any.
ALTER TABLE contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON contact;
CREATE POLICY own ON contact FOR SELECT TO plimsoll_web
	USING (person_id = nullif(current_setting('app.user_id', true), '')::uuid);
DROP POLICY IF EXISTS asked ON contact;
CREATE POLICY asked ON contact FOR SELECT TO plimsoll_web
	USING (listed AND organisation_id = nullif(current_setting('app.contact_of', true), '')::uuid);
DROP POLICY IF EXISTS recorder ON contact;
CREATE POLICY recorder ON contact TO plimsoll_recorder
	USING (true);
DROP POLICY IF EXISTS erasure ON contact;
CREATE POLICY erasure ON contact TO plimsoll_erasure
	USING (true);
DROP POLICY IF EXISTS owner ON contact;
CREATE POLICY owner ON contact TO plimsoll_owner
	USING (true);
DROP POLICY IF EXISTS backup ON contact;
CREATE POLICY backup ON contact TO plimsoll_backup
	USING (true);
GRANT SELECT (person_id, organisation_id, due_at, asked, listed) ON contact TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (need_id, due_at, asked, listed, changed_at), DELETE
	ON contact TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON contact TO plimsoll_erasure;
GRANT SELECT ON contact TO plimsoll_backup;
