-- Who reports to somebody and can answer what they are offered, their rows locked.
-- role: recorder
-- takes: manager_person_id uuid
-- gives: person_id uuid, profile text
SELECT person_id, profile FROM reports_to JOIN person USING (person_id)
	JOIN account USING (person_id)
WHERE manager_person_id = $1 AND upper(during) = 'infinity' AND state = 'active'
	AND password_set_at IS NOT NULL
ORDER BY person_id
FOR NO KEY UPDATE OF person;
