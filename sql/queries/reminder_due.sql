-- Reminders that may be sent at a time, of whose local day so many minutes have passed: of what was
-- booked before they were due, not within anybody's quiet hours, while they are of use yet, and not
-- claimed by any service, nor waiting to be tried again.
-- role: recorder
-- takes: at timestamptz, minute integer, most integer
-- gives: person_id uuid, booking_id uuid, which text, sign_in_name text, language text
SELECT setting.person_id, diary.booking_id, kind.which, account.sign_in_name, account.language
FROM reminder_setting AS setting JOIN account ON account.person_id = setting.person_id
	JOIN diary ON diary.person_id = setting.person_id
	CROSS JOIN (VALUES ('two_days', interval '48 hours', interval '24 hours'),
		('two_hours', interval '2 hours', interval '10 minutes')) AS kind (which, ahead, latest)
	LEFT JOIN reminder ON reminder.person_id = setting.person_id
		AND reminder.booking_id = diary.booking_id AND reminder.which = kind.which
WHERE account.state = 'active' AND account.sign_in_name LIKE '%_@_%'
	AND diary.part = 'attendee' AND diary.state = 'confirmed'
	AND lower(diary.during) - kind.ahead <= $1 AND lower(diary.during) - kind.latest > $1
	AND diary.changed_at <= lower(diary.during) - kind.ahead
	AND CASE kind.which WHEN 'two_days' THEN setting.two_days ELSE setting.two_hours END
	AND NOT CASE WHEN quiet_from <= quiet_until THEN $2 >= quiet_from AND $2 < quiet_until
		ELSE $2 >= quiet_from OR $2 < quiet_until END
	AND (reminder.state IS NULL OR (reminder.state = 'waiting' AND reminder.try_at <= $1))
ORDER BY lower(diary.during), setting.person_id LIMIT $3;
