-- Sessions that are called off, for a reason out of a list and never in words; whoever had them is
-- placed before all others. A session that is called off takes nobody in any more.
ALTER TABLE session ADD COLUMN called_off_because text CHECK (called_off_because IN
	('shift_changed', 'called', 'ill', 'room', 'other', 'too_few'));
ALTER TABLE session ADD CHECK (called_off_because IS NULL OR state = 'cancelled');
ALTER TABLE session_seat ADD COLUMN closed boolean NOT NULL DEFAULT false;
ALTER TABLE need ADD COLUMN first boolean NOT NULL DEFAULT false;

-- How many have to accept a session of a pattern; 0: it takes place with whoever comes.
ALTER TABLE series ADD COLUMN minimum integer NOT NULL DEFAULT 0 CHECK (minimum >= 0);

-- Who has a session.
CREATE INDEX diary_of_session ON diary (session_id) WHERE part = 'attendee'
	AND state IN ('held', 'confirmed');
