-- Trends: totals of groups for periods that are closed, written once and never changed.
--
-- Only what may be shown is stored. A group whose total is hidden has a row that says why, and no
-- value: not even whoever reads the database can tell more than the pages do (docs/trends.md).

CREATE TABLE trend_period (
	organisation_id uuid NOT NULL REFERENCES organisation,
	weeks integer NOT NULL CHECK (weeks IN (1, 4)),
	begins_at timestamptz NOT NULL,
	ends_at timestamptz NOT NULL CHECK (ends_at > begins_at),
	made_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, weeks, begins_at));
COMMENT ON TABLE trend_period IS 'group: reference';

-- Of everybody (no role, no team), of a role, or of a team. A team is nil where there is none.
CREATE TABLE trend (
	organisation_id uuid NOT NULL,
	weeks integer NOT NULL,
	begins_at timestamptz NOT NULL,
	measure text NOT NULL
		CHECK (measure IN ('load', 'over', 'event', 'interaction', 'material', 'offers')),
	role text NOT NULL,
	team_id uuid NOT NULL,
	hidden text CHECK (hidden IN ('small', 'complement')),
	people integer,
	load_median double precision,
	load_low double precision,
	load_high double precision,
	over_line integer,
	entries integer,
	minutes integer,
	offered integer,
	taken_up integer,
	wait_days double precision,
	PRIMARY KEY (organisation_id, weeks, begins_at, measure, role, team_id),
	FOREIGN KEY (organisation_id, weeks, begins_at) REFERENCES trend_period,
	CONSTRAINT trend_hidden CHECK (hidden IS NULL OR num_nonnulls(people, load_median, load_low,
		load_high, over_line, entries, minutes, offered, taken_up, wait_days) = 0));
COMMENT ON TABLE trend IS 'group: reference';
