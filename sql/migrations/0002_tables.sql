-- Who, what they met, the state that is derived from it, and what is booked.
--
-- The comment on each table names its class for distribution: group person, reference or own key.
-- Ids and times come in as parameters. Times of exposures are whole seconds.

CREATE TABLE organisation (
	organisation_id uuid PRIMARY KEY,
	name text NOT NULL,
	zone text NOT NULL,
	nation text NOT NULL CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland')),
	demonstration boolean NOT NULL,
	published_until timestamptz NOT NULL,
	created_at timestamptz NOT NULL);
COMMENT ON TABLE organisation IS 'group: reference';

CREATE TABLE policy (
	organisation_id uuid NOT NULL,
	version integer NOT NULL CHECK (version > 0),
	document text NOT NULL,
	in_force_from timestamptz NOT NULL,
	recorded_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, version));
COMMENT ON TABLE policy IS 'group: reference';

CREATE TABLE person (
	person_id uuid NOT NULL PRIMARY KEY,
	organisation_id uuid NOT NULL,
	reference text NOT NULL,
	profile text NOT NULL,
	folded_at timestamptz NOT NULL,
	created_at timestamptz NOT NULL);
COMMENT ON TABLE person IS 'group: person';

-- A staff number or the responder of a dispatch export → the person.
CREATE TABLE person_reference (
	reference text NOT NULL,
	organisation_id uuid NOT NULL,
	person_id uuid NOT NULL,
	PRIMARY KEY (reference, organisation_id));
COMMENT ON TABLE person_reference IS 'own key: reference';

-- The log. Append-only for the service: a correction is a new row that names what it replaces.
CREATE TABLE exposure (
	person_id uuid NOT NULL,
	exposure_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	occurred_at timestamptz NOT NULL,
	recorded_at timestamptz NOT NULL,
	category text NOT NULL,
	involvement text NOT NULL
		CHECK (involvement IN ('direct', 'witness', 'remote_live', 'secondary')),
	modifiers text[] NOT NULL,
	minutes integer CHECK (minutes > 0),
	items integer CHECK (items > 0),
	source text NOT NULL CHECK (source IN ('self', 'import')),
	corrects uuid,
	policy_version integer NOT NULL,
	dose double precision NOT NULL CHECK (dose >= 0 AND dose < 'Infinity'),
	PRIMARY KEY (person_id, exposure_id),
	UNIQUE (person_id, corrects));
CREATE INDEX exposure_in_order ON exposure (person_id, occurred_at, exposure_id);
COMMENT ON TABLE exposure IS 'group: person';

-- What a line's load was at its last dose, and when its alarms last changed and next can.
CREATE TABLE line_state (
	person_id uuid NOT NULL,
	line text NOT NULL,
	policy_version integer NOT NULL,
	load double precision NOT NULL CHECK (load >= 0 AND load < 'Infinity'),
	load_at timestamptz NOT NULL,
	settled_at timestamptz NOT NULL,
	next_change_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, line));
CREATE INDEX line_state_due ON line_state (next_change_at);
COMMENT ON TABLE line_state IS 'group: person';

CREATE TABLE alarm (
	person_id uuid NOT NULL,
	line text NOT NULL,
	level text NOT NULL,
	state text NOT NULL CHECK (state IN ('clear', 'rising', 'raised', 'falling')),
	delay_ends_at timestamptz NOT NULL,
	realarm_at timestamptz NOT NULL,
	cooldown_until timestamptz NOT NULL,
	PRIMARY KEY (person_id, line, level));
COMMENT ON TABLE alarm IS 'group: person';

-- A level of a line, or a trigger (whose level is empty), was reached or left.
CREATE TABLE crossing (
	person_id uuid NOT NULL,
	crossing_id uuid NOT NULL,
	rule text NOT NULL,
	level text NOT NULL,
	change text NOT NULL CHECK (change IN ('raised', 'cleared', 'realarmed')),
	crossed_at timestamptz NOT NULL,
	recorded_at timestamptz NOT NULL,
	found_late boolean NOT NULL,
	policy_version integer NOT NULL,
	need_id uuid,
	PRIMARY KEY (person_id, crossing_id));
CREATE INDEX crossing_in_order ON crossing (person_id, rule, crossed_at);
COMMENT ON TABLE crossing IS 'group: person';

-- What a crossing asks for: a session of one of these kinds that starts in this window.
CREATE TABLE need (
	person_id uuid NOT NULL,
	need_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	response text NOT NULL,
	kinds text[] NOT NULL CHECK (cardinality(kinds) > 0),
	minutes integer NOT NULL CHECK (minutes > 0),
	priority integer NOT NULL,
	earliest_at timestamptz NOT NULL,
	latest_at timestamptz NOT NULL CHECK (latest_at >= earliest_at),
	notice_seconds bigint NOT NULL CHECK (notice_seconds >= 0),
	answer_seconds bigint NOT NULL CHECK (answer_seconds > 0),
	hold_from timestamptz NOT NULL,
	state text NOT NULL CHECK (state IN ('open', 'no_seat', 'held', 'booked', 'declined', 'lapsed',
		'escalated')),
	no_seat_reason text CHECK (no_seat_reason IN ('none_offered', 'all_taken', 'diary_full')),
	try_at timestamptz NOT NULL,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, need_id),
	CHECK ((state = 'no_seat') <= (no_seat_reason IS NOT NULL)));
-- One open offer per person and kind.
CREATE UNIQUE INDEX need_open ON need (person_id, (kinds[1]))
	WHERE state IN ('open', 'no_seat', 'held');
CREATE INDEX need_due ON need (try_at) WHERE state IN ('open', 'no_seat');
COMMENT ON TABLE need IS 'group: person';

-- A pattern of sessions, or one dated session, and who leads it.
CREATE TABLE series (
	series_id uuid PRIMARY KEY,
	organisation_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('reflective_supervision', 'support_group', 'phone_in',
		'webinar')),
	topic text NOT NULL,
	description text NOT NULL,
	zone text NOT NULL,
	starts_local text NOT NULL,
	minutes integer NOT NULL CHECK (minutes > 0),
	rule text NOT NULL,
	except_local text[] NOT NULL,
	capacity integer NOT NULL CHECK (capacity > 0),
	host_person_id uuid NOT NULL,
	sequence integer NOT NULL,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL);
COMMENT ON TABLE series IS 'group: reference';

CREATE TABLE session (
	session_id uuid PRIMARY KEY,
	organisation_id uuid NOT NULL,
	series_id uuid NOT NULL,
	kind text NOT NULL,
	topic text NOT NULL,
	host_person_id uuid NOT NULL,
	during tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during)
		AND NOT upper_inc(during)),
	state text NOT NULL CHECK (state IN ('published', 'cancelled')),
	sequence integer NOT NULL,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL);
CREATE INDEX session_by_start ON session (kind, lower(during));
CREATE INDEX session_by_host ON session (host_person_id, lower(during));
COMMENT ON TABLE session IS 'group: reference';

-- Live places. `sequence` and `changed_at` let a host's calendar follow without naming anybody.
CREATE TABLE session_seat (
	session_id uuid PRIMARY KEY,
	capacity integer NOT NULL,
	taken integer NOT NULL,
	confirmed integer NOT NULL,
	sequence integer NOT NULL,
	changed_at timestamptz NOT NULL,
	CONSTRAINT session_seat_capacity CHECK (taken BETWEEN 0 AND capacity),
	CONSTRAINT session_seat_confirmed CHECK (confirmed BETWEEN 0 AND taken));
COMMENT ON TABLE session_seat IS 'own key: session_id';

-- One row per participant and session: the host's at publication, an attendee's when a seat is
-- held. Nobody is in two places: rows in force of one person that take their time cannot overlap.
CREATE TABLE diary (
	person_id uuid NOT NULL,
	booking_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	session_id uuid NOT NULL,
	need_id uuid,
	part text NOT NULL CHECK (part IN ('attendee', 'host')),
	during tstzrange NOT NULL,
	takes_time boolean NOT NULL,
	state text NOT NULL CHECK (state IN ('held', 'confirmed', 'released', 'lapsed', 'cancelled')),
	answer_by timestamptz,
	sequence integer NOT NULL,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, booking_id),
	CONSTRAINT diary_no_overlap EXCLUDE USING gist (person_id WITH =, during WITH &&)
		WHERE (takes_time AND state IN ('held', 'confirmed')));
CREATE INDEX diary_unanswered ON diary (answer_by) WHERE state = 'held';
COMMENT ON TABLE diary IS 'group: person';

-- When a feed last changed in a way its subscriber can see. Only ever moves forward.
CREATE TABLE feed_revision (
	person_id uuid NOT NULL,
	part text NOT NULL CHECK (part IN ('attendee', 'host')),
	revised_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, part));
COMMENT ON TABLE feed_revision IS 'group: person';

-- One link per device. The token itself is nowhere; only who has it can find its row.
CREATE TABLE feed_token (
	token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
	organisation_id uuid NOT NULL,
	feed text NOT NULL CHECK (feed IN ('person', 'host', 'programme')),
	person_id uuid,
	label text NOT NULL,
	detail text NOT NULL CHECK (detail IN ('neutral', 'type')),
	created_at timestamptz NOT NULL,
	revoked_at timestamptz,
	CHECK ((feed = 'programme') = (person_id IS NULL)));
COMMENT ON TABLE feed_token IS 'own key: token_hash';
