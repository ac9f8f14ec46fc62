-- Which of some people are there, and whether their account is in use.
-- role: recorder
-- takes: person_ids uuid[]
-- gives: person_id uuid, active boolean
SELECT person_id, coalesce(state = 'active', false) AS active
FROM person LEFT JOIN account USING (person_id)
WHERE person_id = ANY ($1) ORDER BY person_id;
