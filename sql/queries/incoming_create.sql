-- Where the rows of an import wait: only mapped values, the incident as a keyed id.
-- role: recorder
CREATE TEMPORARY TABLE incoming (
	reference text NOT NULL, person_id uuid NOT NULL, incident uuid NOT NULL,
	occurred_at timestamptz NOT NULL, category text NOT NULL, modifier text NOT NULL,
	weight double precision NOT NULL);
