-- What people tapped about the sessions of a pattern, as numbers alone: of whom, and of which session,
-- is nowhere. For what a host leads in their own hours their id stands. `told` is what of it is shown,
-- which follows in steps (feedback_tell.sql).
CREATE TABLE feedback (
	series_id uuid NOT NULL,
	question text NOT NULL,
	answer text NOT NULL,
	organisation_id uuid NOT NULL,
	given integer NOT NULL CHECK (given > 0),
	told integer NOT NULL CHECK (told BETWEEN 0 AND given),
	PRIMARY KEY (series_id, question, answer));
COMMENT ON TABLE feedback IS 'group: reference';
