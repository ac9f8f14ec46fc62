-- Keeps a mapping by name, in place of what had the name before.
-- role: owner
-- takes: organisation_id uuid, name text, document text, at timestamptz
INSERT INTO dispatch_mapping (organisation_id, name, document, saved_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation_id, name) DO UPDATE
SET document = excluded.document, saved_at = excluded.saved_at;
