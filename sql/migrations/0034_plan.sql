-- When what is not answered was last planned together, and whose turn it is: of several services one
-- plans. Of a plan itself nothing is here.
CREATE TABLE plan (
	organisation_id uuid PRIMARY KEY REFERENCES organisation,
	planned_at timestamptz NOT NULL,
	claimed_until timestamptz NOT NULL);
COMMENT ON TABLE plan IS 'group: reference';
