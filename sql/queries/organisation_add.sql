-- Makes the organisation this database is for.
-- role: owner
-- takes: organisation_id uuid, name text, zone text, nation text, demonstration boolean, at timestamptz
INSERT INTO organisation (organisation_id, name, zone, nation, demonstration, created_at)
VALUES ($1, $2, $3, $4, $5, $6);
