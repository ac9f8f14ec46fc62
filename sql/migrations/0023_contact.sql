-- Clinicians who are asked to contact people; administrators name them.
ALTER TABLE account ADD COLUMN contacts boolean NOT NULL DEFAULT false;

-- Whom a clinician is to be asked to contact once it is due, and whom they are asked to. One row for
-- each line, and one for the cadence, whose rule is empty; it goes when its need is answered, when
-- the line is no longer crossed, when the person stops it and when they were contacted. `asked` is
-- who is asked, by name, as the person is told.
CREATE TABLE contact (
	person_id uuid NOT NULL,
	rule text NOT NULL,
	organisation_id uuid NOT NULL,
	need_id uuid NOT NULL,
	after_seconds bigint NOT NULL CHECK (after_seconds > 0),
	due_at timestamptz NOT NULL,
	asked text NOT NULL,
	listed boolean NOT NULL,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, rule));
CREATE INDEX contact_due ON contact (due_at) WHERE NOT listed;
CREATE INDEX contact_listed ON contact (organisation_id) WHERE listed;
COMMENT ON TABLE contact IS 'group: person';
ALTER TABLE contact ADD FOREIGN KEY (person_id) REFERENCES person;

-- For the auditor, who sees of these on which day they were and not on whose record.
DROP INDEX audit_entry_shared_look;
CREATE INDEX audit_entry_by_day ON audit_entry (acted_at) WHERE action IN ('shared-load-seen',
	'contact-asked', 'contact-seen', 'contacted');
