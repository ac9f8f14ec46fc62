-- Says of people who leave when they did, where the file does.
-- role: recorder
-- needs: staff_plan_create
UPDATE account SET leaves_at = planned.leaves_at
FROM staff_plan planned
WHERE account.person_id = planned.person_id AND act = 'leaves' AND planned.leaves_at IS NOT NULL;
