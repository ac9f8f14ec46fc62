-- Dated sessions of the programme that were called off since a time.
-- role: web
-- takes: organisation_id uuid, since timestamptz
-- gives: session_id uuid, series_id uuid, during tstzrange, sequence integer, created_at timestamptz, changed_at timestamptz
SELECT session_id, series_id, during, sequence, created_at, changed_at FROM session
WHERE organisation_id = $1 AND state = 'cancelled' AND called_off_because IS NOT NULL
	AND kind IN ('support_group', 'phone_in', 'webinar') AND upper(during) > $2
ORDER BY during, session_id;
