-- Gives new people their staff number.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid
INSERT INTO person_reference (reference, organisation_id, person_id)
SELECT reference, $1, person_id FROM staff_plan WHERE act = 'joins' AND NOT known
ORDER BY reference;
