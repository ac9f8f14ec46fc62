-- What a policy asks for some time after what led to a need: one row for each, which goes when it is
-- asked for, when the need is declined and when the person leaves.
CREATE TABLE follow_up (
	person_id uuid NOT NULL,
	need_id uuid NOT NULL,
	number integer NOT NULL,
	organisation_id uuid NOT NULL,
	response text NOT NULL,
	due_at timestamptz NOT NULL,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, need_id, number));
CREATE INDEX follow_up_due ON follow_up (due_at);
COMMENT ON TABLE follow_up IS 'group: person';
ALTER TABLE follow_up ADD FOREIGN KEY (person_id) REFERENCES person;
