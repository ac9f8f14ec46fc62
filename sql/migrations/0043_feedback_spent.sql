-- Who has answered about a session, so that nobody does twice: marks made of the person and the session with
-- the organisation's key (secret/key.h), which is not in the database. One row for a session, its marks in
-- their own order, so that neither place nor time tells which came with which answer.
CREATE TABLE feedback_spent (
	session_id uuid PRIMARY KEY,
	organisation_id uuid NOT NULL,
	marks uuid[] NOT NULL,
	until timestamptz NOT NULL); -- nothing is asked from then on
COMMENT ON TABLE feedback_spent IS 'group: reference';
