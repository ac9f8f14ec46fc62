-- Removes a shift pattern of an organisation's own.
-- role: recorder
-- takes: organisation_id uuid, name text
DELETE FROM shift_pattern WHERE organisation_id = $1 AND name = $2;
