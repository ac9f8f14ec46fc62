-- The life of a version of the policy: proposed (recorded_at), approved by a second person or
-- withdrawn, and in force from an instant. Who did so is an account, kept without a reference to it,
-- since people are erased. The staff side's view is of the body, never of one person.
ALTER TABLE policy ADD COLUMN proposed_by uuid;
ALTER TABLE policy ADD COLUMN approved_by uuid;
ALTER TABLE policy ADD COLUMN approved_at timestamptz;
ALTER TABLE policy ADD COLUMN withdrawn_at timestamptz;
ALTER TABLE policy ADD COLUMN staff_body text CHECK (staff_body <> '');
ALTER TABLE policy ADD COLUMN staff_on date;
ALTER TABLE policy ADD COLUMN staff_view text CHECK (staff_view IN ('agrees', 'disagrees', 'none'));
ALTER TABLE policy ADD COLUMN staff_note text;
-- When everybody's lines had been folded by it.
ALTER TABLE policy ADD COLUMN changed_over_at timestamptz;
ALTER TABLE policy ADD CHECK (approved_by <> proposed_by);
UPDATE policy SET approved_at = recorded_at, changed_over_at = recorded_at;

-- What staff say about a proposal. Without an author, and with the day alone.
CREATE TABLE policy_comment (
	organisation_id uuid NOT NULL,
	version integer NOT NULL,
	comment_id uuid NOT NULL,
	came_on date NOT NULL,
	body text NOT NULL CHECK (body <> ''),
	reply text CHECK (reply <> ''),
	PRIMARY KEY (organisation_id, version, comment_id));
COMMENT ON TABLE policy_comment IS 'group: reference';
ALTER TABLE policy_comment ADD FOREIGN KEY (organisation_id, version) REFERENCES policy;

-- The version by which somebody's lines were last folded; an organisation begins with version 1.
ALTER TABLE person ADD COLUMN folded_version integer NOT NULL DEFAULT 1;
CREATE INDEX person_folded_version ON person (folded_version);
