-- When hosts are to be had for sessions of one to one: what such a session is like, and the hours that
-- they publish, of a week or of one date. The engine publishes sessions from them until `look_at` is in
-- the future. A host who leads nothing by the hour may have no hours: calendars that keep them busy count
-- all the same.
CREATE TABLE availability (
	person_id uuid NOT NULL PRIMARY KEY,
	organisation_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('reflective_supervision', 'wellbeing_review')),
	minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 480),
	buffer_minutes integer NOT NULL CHECK (buffer_minutes BETWEEN 0 AND 240),
	daily_cap integer NOT NULL CHECK (daily_cap BETWEEN 0 AND 96),
	look_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL);
CREATE INDEX availability_look ON availability (look_at);
COMMENT ON TABLE availability IS 'group: person';
ALTER TABLE availability ADD FOREIGN KEY (person_id) REFERENCES person;

-- Hours of a week have weekdays, bit 0 for Monday; those of one date have none, and its day twice. Days
-- and minutes are of the organisation's zone.
CREATE TABLE availability_hours (
	person_id uuid NOT NULL,
	hours_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	weekdays integer NOT NULL CHECK (weekdays BETWEEN 0 AND 127),
	every_weeks integer NOT NULL CHECK (every_weeks BETWEEN 1 AND 52),
	first_day date NOT NULL,
	last_day date CHECK (last_day >= first_day),
	from_minute integer NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
	until_minute integer NOT NULL
		CHECK (until_minute > from_minute AND until_minute <= from_minute + 1440),
	away boolean NOT NULL,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, hours_id),
	CHECK (weekdays > 0 OR (last_day IS NOT NULL AND last_day = first_day)),
	CHECK (NOT away OR weekdays = 0));
COMMENT ON TABLE availability_hours IS 'group: person';
ALTER TABLE availability_hours ADD FOREIGN KEY (person_id) REFERENCES person;

-- What is published from a host's hours is of no pattern. A place that was withdrawn has a capacity of 0;
-- one that is closing is withdrawn when whoever has it gives it back.
ALTER TABLE session ALTER COLUMN series_id DROP NOT NULL;
ALTER TABLE session_seat ADD COLUMN closing boolean NOT NULL DEFAULT false;
