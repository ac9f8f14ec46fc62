-- Questions to a phone-in or webinar. Nobody's: there is no column for who asked, nor when. Those that
-- came in before `opens_at`, which many share, are given to whoever leads it together, in the order of
-- random ids; once shown everybody reads them.
CREATE TABLE question (
	session_id uuid NOT NULL,
	question_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	opens_at timestamptz NOT NULL,
	body text NOT NULL CHECK (body <> ''),
	shown boolean NOT NULL,
	answer text NOT NULL,
	PRIMARY KEY (session_id, question_id));
COMMENT ON TABLE question IS 'group: reference';

-- How to join the sessions of a pattern: a room, an address, a number to dial. In no calendar.
CREATE TABLE series_join (
	series_id uuid PRIMARY KEY,
	organisation_id uuid NOT NULL,
	details text NOT NULL,
	changed_at timestamptz NOT NULL);
COMMENT ON TABLE series_join IS 'group: reference';
