-- Shift patterns of an organisation's own, beside those that are shipped: a cycle of days, and the shifts
-- of it in arrays of the same length. A day is of the cycle, from 0; minutes are after its midnight.
CREATE TABLE shift_pattern (
	organisation_id uuid NOT NULL REFERENCES organisation,
	name text NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	title text NOT NULL,
	cycle_days integer NOT NULL CHECK (cycle_days BETWEEN 1 AND 366),
	of_weeks boolean NOT NULL,
	days integer[] NOT NULL CHECK (cardinality(days) > 0),
	from_minutes integer[] NOT NULL CHECK (cardinality(from_minutes) = cardinality(days)),
	until_minutes integer[] NOT NULL CHECK (cardinality(until_minutes) = cardinality(days)),
	kinds text[] NOT NULL CHECK (cardinality(kinds) = cardinality(days)
		AND kinds <@ ARRAY['early', 'day', 'late', 'night', 'duty']),
	saved_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, name));
COMMENT ON TABLE shift_pattern IS 'group: reference';

-- The pattern that a stretch of a roster comes from, shipped or not, and a day on which a cycle of the
-- person's begins. With neither the roster said its shifts itself.
ALTER TABLE roster
	ADD COLUMN pattern text CHECK (pattern <> ''),
	ADD COLUMN anchor date,
	ADD CHECK ((pattern IS NULL) = (anchor IS NULL));
CREATE INDEX roster_pattern ON roster (organisation_id, pattern) WHERE pattern IS NOT NULL;
