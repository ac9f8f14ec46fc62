-- Ends every link to a person's calendars.
-- role: recorder
-- takes: person_id uuid, at timestamptz
UPDATE feed_token SET revoked_at = $2, changed_in = pg_current_xact_id()::text::bigint
WHERE person_id = $1 AND revoked_at IS NULL;
