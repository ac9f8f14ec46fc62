-- Mappings of dispatch exports, kept by name. They are checked again whenever they are used, since
-- the policy may have changed.
CREATE TABLE dispatch_mapping (
	organisation_id uuid NOT NULL,
	name text NOT NULL,
	document text NOT NULL,
	saved_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, name));
COMMENT ON TABLE dispatch_mapping IS 'group: reference';
