-- Why a host called a session off is not kept: illness is health data of somebody who is named beside it, and
-- nothing was ever decided by it. What stays is whether the host did or too few had accepted.
ALTER TABLE session DROP CONSTRAINT session_called_off_because_check;
UPDATE session SET called_off_because = 'host' WHERE called_off_because <> 'too_few';
ALTER TABLE session ADD CONSTRAINT session_called_off_because_check
	CHECK (called_off_because IN ('host', 'too_few'));
