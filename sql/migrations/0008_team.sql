-- Teams, and who was in which and when. Trends are counted by team and role profile as they were at
-- the time, so a membership is never overwritten: it ends, and another begins.
CREATE TABLE team (
	team_id uuid PRIMARY KEY,
	organisation_id uuid NOT NULL,
	name text NOT NULL,
	created_at timestamptz NOT NULL,
	UNIQUE (organisation_id, name));
COMMENT ON TABLE team IS 'group: reference';

-- Nobody is in two teams at once: each person counts in one cell of a table, once.
CREATE TABLE team_member (
	person_id uuid NOT NULL,
	team_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	during tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during)
		AND NOT upper_inc(during)),
	recorded_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, during),
	CONSTRAINT team_member_one_at_a_time EXCLUDE USING gist (person_id WITH =, during WITH &&));
COMMENT ON TABLE team_member IS 'group: person';

ALTER TABLE team ADD FOREIGN KEY (organisation_id) REFERENCES organisation;
ALTER TABLE team_member ADD FOREIGN KEY (person_id) REFERENCES person;
ALTER TABLE team_member ADD FOREIGN KEY (team_id) REFERENCES team;
