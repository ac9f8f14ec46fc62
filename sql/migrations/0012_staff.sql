-- Who reports to whom, how long somebody has been here, when they leave, and the role profile they
-- had before.

-- The first day of their service; NULL where nobody has said.
ALTER TABLE person ADD COLUMN joined_on date;

-- When somebody who is to leave does, or left; NULL where no end is known. The service ends what is
-- due.
ALTER TABLE account ADD COLUMN leaves_at timestamptz;
CREATE INDEX account_leaves_at ON account (leaves_at)
	WHERE leaves_at IS NOT NULL AND state = 'active';

-- Somebody reports to one person at a time. A line is never overwritten: it ends, and another
-- begins.
CREATE TABLE reports_to (
	person_id uuid NOT NULL,
	manager_person_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	during tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during)
		AND NOT upper_inc(during)),
	recorded_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, during),
	CHECK (manager_person_id <> person_id),
	CONSTRAINT reports_to_one_at_a_time EXCLUDE USING gist (person_id WITH =, during WITH &&));
CREATE INDEX reports_to_manager ON reports_to (manager_person_id);
COMMENT ON TABLE reports_to IS 'group: person';
ALTER TABLE reports_to ADD FOREIGN KEY (person_id) REFERENCES person;

-- What somebody's role profile was before the one that person has, and when: what trends count by.
CREATE TABLE former_profile (
	person_id uuid NOT NULL,
	profile text NOT NULL,
	organisation_id uuid NOT NULL,
	during tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during)
		AND NOT upper_inc(during)),
	recorded_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, during),
	CONSTRAINT former_profile_one_at_a_time
		EXCLUDE USING gist (person_id WITH =, during WITH &&));
COMMENT ON TABLE former_profile IS 'group: person';
ALTER TABLE former_profile ADD FOREIGN KEY (person_id) REFERENCES person;
