-- The organisation this database is for.
-- role: owner, recorder, web
-- gives: organisation_id uuid, name text, zone text, nation text, demonstration boolean, created_at timestamptz
SELECT organisation_id, name, zone, nation, demonstration, created_at
FROM organisation ORDER BY created_at, organisation_id LIMIT 1;
