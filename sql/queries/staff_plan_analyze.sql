-- Tells the planner how many people a file of staff is about.
-- role: recorder
-- needs: staff_plan_create
ANALYZE staff_plan;
