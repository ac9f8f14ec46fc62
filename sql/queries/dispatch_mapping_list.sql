-- The saved mappings by name.
-- role: owner, recorder
-- takes: organisation_id uuid
-- gives: name text, document text, saved_at timestamptz
SELECT name, document, saved_at FROM dispatch_mapping WHERE organisation_id = $1 ORDER BY name;
