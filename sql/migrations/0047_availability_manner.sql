-- In which manner the sessions of a host's hours are held; NULL: they have not said it.
ALTER TABLE availability
	ADD COLUMN manner text CHECK (manner IN ('in_person', 'video', 'phone'));
