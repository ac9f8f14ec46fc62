-- Who came to a session they had accepted and who did not, where whoever led it noted it. What is not
-- noted is not here: it is unknown, and never taken for the one or the other. `noted_at` is of the first
-- note, from when on it can be corrected for a day.
CREATE TABLE attendance (
	person_id uuid NOT NULL,
	booking_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	session_id uuid NOT NULL,
	began_at timestamptz NOT NULL,
	came boolean NOT NULL,
	noted_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, booking_id));
COMMENT ON TABLE attendance IS 'group: person';
ALTER TABLE attendance ADD FOREIGN KEY (person_id) REFERENCES person;
