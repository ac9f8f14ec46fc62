-- What people are rostered for, as the newest roster of each time says: one row for each stretch of
-- time that rosters speak of. Outside of them nothing is known of who has any row at all. Entries
-- are in three arrays of the same length, since a roster of three months is read and replaced as
-- one. Why somebody is away is kept nowhere: that is an absence.
CREATE TABLE roster (
	person_id uuid NOT NULL,
	covers tstzrange NOT NULL CHECK (NOT isempty(covers) AND lower_inc(covers)
		AND NOT upper_inc(covers)),
	organisation_id uuid NOT NULL,
	starts timestamptz[] NOT NULL,
	seconds integer[] NOT NULL CHECK (cardinality(seconds) = cardinality(starts)),
	kinds text[] NOT NULL CHECK (cardinality(kinds) = cardinality(starts) AND kinds <@ ARRAY['early',
		'day', 'late', 'night', 'duty', 'abstraction', 'rest_day']),
	recorded_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, covers),
	CONSTRAINT roster_one_at_a_time EXCLUDE USING gist (person_id WITH =, covers WITH &&));
CREATE INDEX roster_over ON roster (upper(covers));
COMMENT ON TABLE roster IS 'group: person';
ALTER TABLE roster ADD FOREIGN KEY (person_id) REFERENCES person;

-- Public holidays of a nation, where the organisation keeps other ones than those that are shipped.
CREATE TABLE public_holiday (
	organisation_id uuid NOT NULL REFERENCES organisation,
	nation text NOT NULL CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland')),
	on_day date NOT NULL,
	name text NOT NULL CHECK (name <> ''),
	recorded_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, nation, on_day));
COMMENT ON TABLE public_holiday IS 'group: reference';

-- Why no seat was found, from what is furthest from one to what is nearest.
ALTER TABLE need DROP CONSTRAINT need_no_seat_reason_check;
ALTER TABLE need ADD CONSTRAINT need_no_seat_reason_check
	CHECK (no_seat_reason IN ('none_offered', 'own_manager', 'roster_unknown', 'off_duty',
		'all_taken', 'diary_full', 'short_cover'));
