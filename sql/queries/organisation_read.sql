-- The organisation this database is for.
-- role: owner, recorder, web
-- gives: organisation_id uuid, name text, zone text, nation text, demonstration boolean, published_until timestamptz
SELECT organisation_id, name, zone, nation, demonstration, published_until
FROM organisation ORDER BY created_at, organisation_id LIMIT 1;
