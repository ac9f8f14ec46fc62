-- Removes the organisation's help lines.
-- role: recorder
-- takes: organisation_id uuid
DELETE FROM help_line WHERE organisation_id = $1;
