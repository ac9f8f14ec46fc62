-- Sets how somebody wants to meet; no manners are all of them.
-- role: recorder
-- takes: person_id uuid, session_language text, session_manners text[], session_manner_rather text, at timestamptz
UPDATE account SET session_language = $2,
	session_manners = CASE WHEN cardinality($3::text[]) > 0 THEN $3::text[] END,
	session_manner_rather = nullif($4, ''), changed_at = $5
WHERE person_id = $1;
