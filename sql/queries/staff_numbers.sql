-- The staff numbers of some people, also of those whom a file brings.
-- role: recorder
-- needs: staff_plan_create
-- takes: person_ids uuid[]
-- gives: person_id uuid, reference text
SELECT person_id, reference FROM staff_plan WHERE person_id = ANY ($1)
UNION SELECT person_id, reference FROM person WHERE person_id = ANY ($1);
