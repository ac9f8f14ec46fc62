-- What the newest dispatch import of each source left out: names with counts, in lists of which none
-- has a responder beside a type.
CREATE TABLE import_review (
	organisation_id uuid NOT NULL,
	source text NOT NULL,
	list text NOT NULL CHECK (list IN ('type', 'unit', 'responder')),
	name text NOT NULL,
	second_name text NOT NULL,
	rows bigint NOT NULL CHECK (rows > 0),
	imported_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, source, list, name, second_name));
COMMENT ON TABLE import_review IS 'group: reference';
ALTER TABLE import_review ADD FOREIGN KEY (organisation_id) REFERENCES organisation;
