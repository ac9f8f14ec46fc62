-- How somebody wants to meet, as far as they have said, the language of their account and the languages
-- they lead sessions in.
-- role: web
-- takes: person_id uuid
-- gives: language text, session_language text, session_manners text, session_manner_rather text, leads_in text
SELECT language, coalesce(session_language, '') AS session_language,
	coalesce(array_to_string(session_manners, ' '), '') AS session_manners,
	coalesce(session_manner_rather, '') AS session_manner_rather,
	coalesce(array_to_string(leads_in, ' '), 'en') AS leads_in
FROM account WHERE person_id = $1;
