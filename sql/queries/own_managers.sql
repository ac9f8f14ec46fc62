-- Whom a person reports or reported to.
-- role: recorder
-- takes: person_id uuid
-- gives: manager text, from_at timestamptz, until_at timestamptz
SELECT display_name AS manager, lower(during) AS from_at,
	nullif(upper(during), 'infinity') AS until_at
FROM reports_to LEFT JOIN account ON account.person_id = manager_person_id
WHERE reports_to.person_id = $1 ORDER BY during;
