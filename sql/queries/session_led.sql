-- How many sessions to come a person leads, and when the first and the last of them begin; but for those
-- that their own hours publish and nobody has taken.
-- role: recorder
-- takes: person_id uuid, at timestamptz
-- gives: led bigint, first timestamptz, last timestamptz
SELECT count(*) AS led, coalesce(min(lower(during)), 'infinity') AS first,
	coalesce(max(lower(during)), 'infinity') AS last
FROM session JOIN session_seat USING (session_id)
WHERE host_person_id = $1 AND state = 'published' AND lower(during) > $2 AND capacity > 0
	AND (series_id IS NOT NULL OR taken > 0);
