-- When people are away, whatever the reason is: it is kept nowhere. What is over goes after four
-- weeks. From which kind of file it came says which file may take it back.
--
-- The engine looks at an absence at `look_at`, infinity for no more: for how many days away of
-- somebody's it has offered a session to those who report to them is `offered_days`, 0 for none.
CREATE TABLE absence (
	person_id uuid NOT NULL,
	source text NOT NULL CHECK (source IN ('absences', 'roster')),
	during tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during)
		AND NOT upper_inc(during)),
	organisation_id uuid NOT NULL,
	offered_days integer NOT NULL CHECK (offered_days >= 0),
	look_at timestamptz NOT NULL,
	recorded_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, source, during),
	CONSTRAINT absence_one_at_a_time
		EXCLUDE USING gist (person_id WITH =, source WITH =, during WITH &&));
CREATE INDEX absence_look ON absence (look_at) WHERE look_at < 'infinity';
CREATE INDEX absence_over ON absence (upper(during));
COMMENT ON TABLE absence IS 'group: person';
ALTER TABLE absence ADD FOREIGN KEY (person_id) REFERENCES person;

-- When the engine has to look at a team, since somebody came or went; and since when it counts who
-- did, which is when a session was last offered to all of it for that.
ALTER TABLE team ADD COLUMN look_at timestamptz NOT NULL DEFAULT 'infinity';
ALTER TABLE team ADD COLUMN counted_from timestamptz NOT NULL DEFAULT 'epoch';
CREATE INDEX team_member_team ON team_member (team_id);
