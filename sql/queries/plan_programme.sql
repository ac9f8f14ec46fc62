-- How full the programme is within a time, by kind and by week in a zone.
-- role: recorder
-- takes: organisation_id uuid, within tstzrange, zone text
-- gives: kind text, begins_at timestamptz, sessions bigint, seats bigint, taken bigint
SELECT kind, date_trunc('week', lower(during), $3) AS begins_at, count(*) AS sessions,
	sum(capacity)::bigint AS seats, sum(taken)::bigint AS taken
FROM session JOIN session_seat USING (session_id)
WHERE organisation_id = $1 AND state = 'published' AND lower(during) <@ $2
GROUP BY kind, date_trunc('week', lower(during), $3) ORDER BY kind, begins_at;
