-- In which languages and in which manner sessions are held, and people can meet or would rather.
--
-- A pattern in no certain language is led in English if it is of a group; sessions of one to one are
-- held in whatever languages their host leads in. Where no manner is said nobody knows it.
ALTER TABLE series ADD COLUMN language text CHECK (language IN ('en', 'cy')),
	ADD COLUMN manner text CHECK (manner IN ('in_person', 'video', 'phone'));
ALTER TABLE session
	ADD COLUMN languages text[] NOT NULL DEFAULT '{en}'
		CHECK (cardinality(languages) > 0 AND languages <@ ARRAY['en', 'cy']),
	ADD COLUMN manner text CHECK (manner IN ('in_person', 'video', 'phone'));

-- Of whoever has said nothing all of these are NULL.
ALTER TABLE account
	ADD COLUMN session_language text
		CHECK (session_language IN ('english', 'welsh', 'welsh_rather', 'either')),
	ADD COLUMN session_manners text[] CHECK (cardinality(session_manners) > 0
		AND session_manners <@ ARRAY['in_person', 'video', 'phone']),
	ADD COLUMN session_manner_rather text
		CHECK (session_manner_rather IN ('in_person', 'video', 'phone')),
	ADD COLUMN leads_in text[]
		CHECK (cardinality(leads_in) > 0 AND leads_in <@ ARRAY['en', 'cy']);

ALTER TABLE need DROP CONSTRAINT need_no_seat_reason_check;
ALTER TABLE need ADD CONSTRAINT need_no_seat_reason_check
	CHECK (no_seat_reason IN ('none_offered', 'own_manager', 'other_language', 'other_manner',
		'roster_unknown', 'off_duty', 'all_taken', 'diary_full', 'short_cover'));
