-- A line manager's calendar of when their team is at sessions. It changes with the team, so reporting
-- lines carry the transaction that changed them, as links and revisions do.
ALTER TABLE feed_token DROP CONSTRAINT feed_token_feed_check;
ALTER TABLE feed_token ADD CONSTRAINT feed_token_feed_check
	CHECK (feed IN ('person', 'host', 'team', 'programme'));
ALTER TABLE reports_to ADD COLUMN changed_in bigint NOT NULL DEFAULT 0;
CREATE INDEX reports_to_changed ON reports_to (changed_in);
