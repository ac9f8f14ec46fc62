-- Keeps the shift patterns of an organisation's own as they are until the transaction ends.
-- role: recorder
-- takes: organisation_id uuid
-- gives: name text
SELECT name FROM shift_pattern WHERE organisation_id = $1 ORDER BY name FOR SHARE;
