-- Who wants to be reminded of what they have booked, by e-mail to the address they sign in with, and
-- during which hours they are not (minutes of the day, in the organisation's zone; from past midnight on
-- where `quiet_from` is the later; none where both are one). No row: they want none.
CREATE TABLE reminder_setting (
	person_id uuid PRIMARY KEY,
	organisation_id uuid NOT NULL,
	two_days boolean NOT NULL,
	two_hours boolean NOT NULL,
	quiet_from integer NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
	quiet_until integer NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
	changed_at timestamptz NOT NULL);
COMMENT ON TABLE reminder_setting IS 'group: person';
ALTER TABLE reminder_setting ADD FOREIGN KEY (person_id) REFERENCES person;

-- A reminder of a booking, from when a service takes it upon itself to send it. One that is claimed is
-- sent by nobody else, also where that service ends before it knows whether it was: at most once. Only
-- one that the server is known not to have taken waits to be tried again.
CREATE TABLE reminder (
	person_id uuid NOT NULL,
	booking_id uuid NOT NULL,
	which text NOT NULL CHECK (which IN ('two_days', 'two_hours')),
	organisation_id uuid NOT NULL,
	state text NOT NULL CHECK (state IN ('claimed', 'waiting', 'sent', 'failed')),
	tries integer NOT NULL CHECK (tries > 0),
	try_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, booking_id, which));
COMMENT ON TABLE reminder IS 'group: person';
ALTER TABLE reminder ADD FOREIGN KEY (person_id) REFERENCES person;
