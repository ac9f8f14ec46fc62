-- Removes a saved mapping.
-- role: owner
-- takes: organisation_id uuid, name text
DELETE FROM dispatch_mapping WHERE organisation_id = $1 AND name = $2;
