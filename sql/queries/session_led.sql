-- How many sessions to come a person leads, and when the first and the last of them begin.
-- role: recorder
-- takes: person_id uuid, at timestamptz
-- gives: led bigint, first timestamptz, last timestamptz
SELECT count(*) AS led, coalesce(min(lower(during)), 'infinity') AS first,
	coalesce(max(lower(during)), 'infinity') AS last
FROM session
WHERE host_person_id = $1 AND state = 'published' AND lower(during) > $2;
