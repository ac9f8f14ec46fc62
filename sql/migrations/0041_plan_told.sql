-- Which seat of a week is free first says of all seats before it that they are taken, so it is told no
-- more; and host time that is missing for fewer than ten needs is told as missing, without how much.
ALTER TABLE plan_week DROP COLUMN free_from;
ALTER TABLE plan_missing ALTER COLUMN minutes DROP NOT NULL;
DELETE FROM plan_missing;
DELETE FROM plan_week;
DELETE FROM plan_outcome;
