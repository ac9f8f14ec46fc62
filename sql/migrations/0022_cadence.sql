-- When somebody's next session of their cadence falls due, and what that was counted from; NULL until
-- it has been worked out, and again when something that it follows from has changed.
ALTER TABLE person ADD COLUMN cadence_from timestamptz;
ALTER TABLE person ADD COLUMN cadence_due_at timestamptz;
CREATE INDEX person_cadence_due ON person (cadence_due_at NULLS FIRST);
