-- Further kinds of session: a short check-in, one to one, and visits, open conversations and events of
-- recognition, on which one drops in.
ALTER TABLE series DROP CONSTRAINT series_kind_check;
ALTER TABLE series ADD CONSTRAINT series_kind_check CHECK (kind IN ('reflective_supervision',
	'support_group', 'phone_in', 'webinar', 'wellbeing_review', 'check_in', 'wellbeing_visit',
	'open_conversation', 'recognition'));
ALTER TABLE availability DROP CONSTRAINT availability_kind_check;
ALTER TABLE availability ADD CONSTRAINT availability_kind_check
	CHECK (kind IN ('reflective_supervision', 'wellbeing_review', 'check_in'));
