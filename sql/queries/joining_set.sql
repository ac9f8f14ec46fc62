-- Says how the sessions of a pattern are joined, of which somebody leads this one; or of their own hours,
-- for which their id stands.
-- role: recorder
-- takes: session_id uuid, host_person_id uuid, details text, at timestamptz
INSERT INTO series_join (series_id, organisation_id, details, changed_at)
SELECT coalesce(series_id, host_person_id), organisation_id, $3, $4 FROM session WHERE session_id = $1 AND host_person_id = $2
ON CONFLICT (series_id) DO UPDATE SET details = excluded.details, changed_at = excluded.changed_at;
