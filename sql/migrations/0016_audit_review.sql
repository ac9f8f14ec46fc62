-- What an auditor reviews: accesses over all chains by time, and what the nightly verification found.
CREATE INDEX audit_entry_by_others ON audit_entry (acted_at, person_id, number)
	WHERE acted_at IS NOT NULL AND actor_person_id IS DISTINCT FROM person_id;

CREATE TABLE audit_verified (
	organisation_id uuid NOT NULL PRIMARY KEY,
	verified_at timestamptz NOT NULL,
	chains bigint NOT NULL CHECK (chains >= 0),
	entries bigint NOT NULL CHECK (entries >= 0),
	findings bigint NOT NULL CHECK (findings >= 0));
COMMENT ON TABLE audit_verified IS 'group: reference';
ALTER TABLE audit_verified ADD FOREIGN KEY (organisation_id) REFERENCES organisation;
