-- Calendars that people keep elsewhere, and when those keep them busy: subscribed to by an address,
-- which is sealed with the organisation's key, or uploaded. `busy` is the last copy that could be read, within
-- `busy_from` to `busy_until`; it stays when a later one cannot be. Before the first it says nothing about
-- any time: `read_at` is null and `busy_until` is `busy_from`. Nothing but times is kept of it.
CREATE TABLE busy_calendar (
	person_id uuid NOT NULL,
	calendar_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	hint text NOT NULL,
	sealed_address bytea,
	etag text NOT NULL,
	modified text NOT NULL,
	busy tstzrange[] NOT NULL,
	busy_from timestamptz NOT NULL,
	busy_until timestamptz NOT NULL,
	events integer NOT NULL CHECK (events >= 0),
	unreadable integer NOT NULL CHECK (unreadable >= 0),
	unknown_zones integer NOT NULL CHECK (unknown_zones >= 0),
	read_at timestamptz,
	failure text NOT NULL,
	failures integer NOT NULL CHECK (failures >= 0),
	failed_at timestamptz,
	due_at timestamptz NOT NULL,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, calendar_id),
	CHECK ((failure = '') = (failures = 0)),
	CHECK ((failed_at IS NULL) = (failures = 0)),
	CHECK (busy_until >= busy_from));
CREATE INDEX busy_calendar_due ON busy_calendar (due_at) WHERE sealed_address IS NOT NULL;
COMMENT ON TABLE busy_calendar IS 'group: person';
ALTER TABLE busy_calendar ADD FOREIGN KEY (person_id) REFERENCES person;
