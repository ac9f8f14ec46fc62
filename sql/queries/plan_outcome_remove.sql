-- Takes away what is told of the plan before.
-- role: recorder
-- takes: organisation_id uuid
DELETE FROM plan_outcome WHERE organisation_id = $1;
