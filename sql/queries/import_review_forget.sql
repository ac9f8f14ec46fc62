-- Removes what earlier imports of a source left out, and of every source what is older than a time.
-- role: recorder
-- takes: organisation_id uuid, source text, before timestamptz
DELETE FROM import_review WHERE organisation_id = $1 AND (source = $2 OR imported_at < $3);
