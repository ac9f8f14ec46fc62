-- Where the settled rows of an import wait: one per incident and person.
-- role: recorder
CREATE TEMPORARY TABLE incoming_settled (
	person_id uuid NOT NULL, incident uuid NOT NULL,
	occurred_at timestamptz NOT NULL, category text NOT NULL, modifier text NOT NULL,
	PRIMARY KEY (person_id, incident));
