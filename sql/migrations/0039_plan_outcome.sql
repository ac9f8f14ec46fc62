-- What the newest plan of a night comes to, so far as it may be told: numbers of ten people or more,
-- rounded; NULL where there are fewer. Nothing else of any plan is kept, and of this one only until
-- the next.
CREATE TABLE plan_outcome (
	organisation_id uuid PRIMARY KEY REFERENCES organisation,
	made_at timestamptz NOT NULL,
	verified boolean NOT NULL,
	needs integer CHECK (needs >= 10),
	unplaced integer CHECK (unplaced >= 10),
	moved integer CHECK (moved >= 10),
	sooner integer CHECK (sooner >= 10),
	days_sooner integer CHECK (days_sooner >= 0),
	hosts integer CHECK (hosts >= 10),
	load_least integer CHECK (load_least >= 0),
	load_most integer CHECK (load_most >= load_least));
COMMENT ON TABLE plan_outcome IS 'group: reference';

-- How full the programme is by kind and week; `taken` only where there are ten.
CREATE TABLE plan_week (
	organisation_id uuid NOT NULL REFERENCES organisation,
	kind text NOT NULL,
	begins_at timestamptz NOT NULL,
	sessions integer NOT NULL CHECK (sessions > 0),
	seats integer NOT NULL CHECK (seats > 0),
	taken integer CHECK (taken BETWEEN 10 AND seats),
	free_from timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, kind, begins_at));
COMMENT ON TABLE plan_week IS 'group: reference';

-- Host time that is missing, of a team of ten people or more, of those in no team, or of all others.
CREATE TABLE plan_missing (
	organisation_id uuid NOT NULL REFERENCES organisation,
	area text NOT NULL CHECK (area IN ('team', 'none', 'all')),
	team_id uuid NOT NULL,
	kind text NOT NULL,
	begins_at timestamptz NOT NULL,
	minutes integer NOT NULL CHECK (minutes > 0),
	PRIMARY KEY (organisation_id, area, team_id, kind, begins_at));
COMMENT ON TABLE plan_missing IS 'group: reference';
