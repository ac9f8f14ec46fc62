-- What of the person's rules and wishes each seat keeps that is held for them: how it is held, whether its
-- host has led one with them before, whether it is of the kind that is preferred, and what they wish.
-- role: web
-- takes: person_id uuid, at timestamptz
-- gives: booking_id uuid, languages text, manner text, met boolean, first_kind boolean, wish_language text, wish_manners text, wish_manner text
SELECT held.booking_id, array_to_string(session.languages, ' ') AS languages,
	coalesce(session.manner, '') AS manner,
	EXISTS (SELECT FROM diary past JOIN session before ON before.session_id = past.session_id
		WHERE past.person_id = $1 AND past.part = 'attendee' AND past.state = 'confirmed'
			AND upper(past.during) <= $2 AND before.host_person_id = session.host_person_id) AS met,
	session.kind = need.kinds[1] AS first_kind,
	coalesce(account.session_language,
		CASE account.language WHEN 'cy' THEN 'welsh_rather' ELSE 'english' END) AS wish_language,
	coalesce(array_to_string(account.session_manners, ' '), '') AS wish_manners,
	coalesce(account.session_manner_rather, '') AS wish_manner
FROM diary held JOIN session ON session.session_id = held.session_id
	JOIN need ON need.person_id = held.person_id AND need.need_id = held.need_id
	JOIN account ON account.person_id = held.person_id
WHERE held.person_id = $1 AND held.part = 'attendee' AND held.state = 'held' AND held.answer_by > $2;
