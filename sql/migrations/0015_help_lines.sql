-- Lines that somebody can call at once. An organisation without any shows those that are shipped.
CREATE TABLE help_line (
	organisation_id uuid NOT NULL,
	place integer NOT NULL CHECK (place > 0),
	name_en text NOT NULL CHECK (name_en <> ''),
	name_cy text NOT NULL CHECK (name_cy <> ''),
	note_en text NOT NULL,
	note_cy text NOT NULL,
	number text NOT NULL CHECK (number <> ''),
	means text NOT NULL CHECK (means IN ('call', 'write')),
	checked_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, place));
COMMENT ON TABLE help_line IS 'group: reference';
ALTER TABLE help_line ADD FOREIGN KEY (organisation_id) REFERENCES organisation;
