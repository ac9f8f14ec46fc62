-- What its owner has removed. The row outlives the entry, which the erasure role destroys: it is
-- the tombstone by which a later import knows not to bring the entry back.
CREATE TABLE retraction (
	person_id uuid NOT NULL,
	exposure_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	retracted_at timestamptz NOT NULL,
	erased_at timestamptz,
	PRIMARY KEY (person_id, exposure_id));
CREATE INDEX retraction_due ON retraction (retracted_at) WHERE erased_at IS NULL;
COMMENT ON TABLE retraction IS 'group: person';
ALTER TABLE retraction ADD FOREIGN KEY (person_id) REFERENCES person;

-- Before this no seat is held for what the line crosses: somebody else recorded some of it, and its
-- owner has to see that first.
ALTER TABLE line_state ADD COLUMN hold_from timestamptz NOT NULL DEFAULT 'epoch';

-- Most entries correct nothing, and an index of them would be kept for nothing.
ALTER TABLE exposure DROP CONSTRAINT exposure_person_id_corrects_key;
CREATE UNIQUE INDEX exposure_corrected ON exposure (person_id, corrects)
	WHERE corrects IS NOT NULL;
