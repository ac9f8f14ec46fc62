-- A clinician, outside the line of command, with whom people may share their load for a while.
ALTER TABLE account DROP CONSTRAINT account_roles_check;
ALTER TABLE account ADD CONSTRAINT account_roles_check CHECK (cardinality(roles) > 0
	AND roles <@ ARRAY['officer', 'supervisor', 'facilitator', 'wellbeing', 'administrator',
		'auditor', 'clinician']);

-- A load that its owner shares with one clinician until an instant, or until they end it.
CREATE TABLE load_share (
	person_id uuid NOT NULL,
	share_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	clinician_person_id uuid NOT NULL,
	begins_at timestamptz NOT NULL,
	ends_at timestamptz NOT NULL CHECK (ends_at > begins_at),
	ended_at timestamptz,
	PRIMARY KEY (person_id, share_id),
	CHECK (clinician_person_id <> person_id));
CREATE INDEX load_share_clinician ON load_share (clinician_person_id, ends_at);
COMMENT ON TABLE load_share IS 'group: person';
ALTER TABLE load_share ADD FOREIGN KEY (person_id) REFERENCES person;

-- For the auditor, who sees of such looks on which day they were and not at whose load.
CREATE INDEX audit_entry_shared_look ON audit_entry (acted_at) WHERE action = 'shared-load-seen';
