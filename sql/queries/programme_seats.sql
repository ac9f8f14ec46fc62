-- What the programme offers within a time, by kind: sessions, their seats, and how long they take.
-- role: recorder
-- takes: organisation_id uuid, within tstzrange
-- gives: kind text, sessions bigint, seats bigint, minutes bigint
SELECT kind, count(*) AS sessions, sum(capacity)::bigint AS seats,
	sum(date_part('epoch', upper(during) - lower(during)) / 60)::bigint AS minutes
FROM session JOIN session_seat USING (session_id)
WHERE organisation_id = $1 AND state = 'published' AND capacity > 0 AND during && $2
	AND lower(during) <@ $2
GROUP BY kind ORDER BY kind;
