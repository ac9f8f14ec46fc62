-- A saved mapping.
-- role: owner, recorder
-- takes: organisation_id uuid, name text
-- gives: document text
SELECT document FROM dispatch_mapping WHERE organisation_id = $1 AND name = $2;
