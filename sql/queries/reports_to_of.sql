-- Who reported to somebody at an instant, by name; without a name where there is no account.
-- role: recorder
-- takes: manager_person_id uuid, at timestamptz
-- gives: person_id uuid, reference text, name text, profile text
SELECT reports_to.person_id, person.reference, coalesce(account.display_name, '') AS name,
	person.profile
FROM reports_to JOIN person USING (person_id) LEFT JOIN account USING (person_id)
WHERE manager_person_id = $1 AND during @> $2
ORDER BY name, reference;
