-- Lets people of a plan be walked along in their order.
-- role: recorder
-- needs: staff_plan_create
CREATE INDEX staff_plan_person ON staff_plan (person_id);
