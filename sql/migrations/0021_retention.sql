-- How long what is kept for a while is kept: rows only where the organisation has set another period
-- than the one it begins with. What was removed is noted in the erasure list before it is destroyed.
CREATE TABLE retention (
	organisation_id uuid NOT NULL REFERENCES organisation,
	kind text NOT NULL CHECK (kind IN ('entries', 'bookings', 'audit')),
	months integer NOT NULL CHECK (months BETWEEN 1 AND 1200),
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, kind));
COMMENT ON TABLE retention IS 'group: reference';

ALTER TABLE retraction ADD COLUMN listed_at timestamptz;
CREATE INDEX retraction_unlisted ON retraction (retracted_at) WHERE listed_at IS NULL;

-- What is over is found without reading what is not. Entries of the trail are added in order of time.
CREATE INDEX diary_over ON diary (upper(during));
CREATE INDEX audit_entry_aged ON audit_entry USING brin (acted_at);
