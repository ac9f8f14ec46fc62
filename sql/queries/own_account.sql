-- A person's account and staff record, as they may take it with them.
-- role: web
-- takes: person_id uuid
-- gives: reference text, name text, sign_in_name text, roles text, role_profile text, language text, nation text, access_needs text, session_language text, session_manners text, session_manner_rather text, leads_in text, joined_on text, leaves_at timestamptz, state text, password_set_at timestamptz, second_step_set_at timestamptz, made_at timestamptz
SELECT person.reference, account.display_name AS name, account.sign_in_name,
	array_to_string(account.roles, ' ') AS roles, person.profile AS role_profile, account.language,
	account.nation, array_to_string(account.access_needs, ' ') AS access_needs,
	account.session_language, array_to_string(account.session_manners, ' ') AS session_manners,
	account.session_manner_rather, array_to_string(account.leads_in, ' ') AS leads_in,
	to_char(person.joined_on, 'YYYY-MM-DD') AS joined_on, account.leaves_at, account.state,
	account.password_set_at, account.totp_set_at AS second_step_set_at, account.created_at AS made_at
FROM person JOIN account USING (person_id) WHERE person_id = $1;
