ALTER TABLE series DROP CONSTRAINT series_kind_check;
ALTER TABLE series ADD CONSTRAINT series_kind_check CHECK (kind IN ('reflective_supervision',
	'support_group', 'phone_in', 'webinar', 'wellbeing_review'));
