-- Lets the planner choose again.
-- role: recorder
SET LOCAL enable_nestloop TO on;
