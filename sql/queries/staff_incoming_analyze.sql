-- Tells the planner how many rows wait.
-- role: recorder
-- needs: staff_incoming_create
ANALYZE staff_incoming;
