-- Adds new people.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid, at timestamptz
INSERT INTO person (person_id, organisation_id, reference, profile, folded_at, created_at, joined_on)
SELECT person_id, $1, reference, profile, $2, $2, nullif(joined, '')::date
FROM staff_plan WHERE act = 'joins' AND NOT known ORDER BY person_id;
