-- Of so many published sessions of a kind that start in a window, in order of start and id and from one on
-- that was given before, those that are long enough and start in one of some stretches of time; with a
-- seat that is free, without, or both. The last one that was looked at is there in any case, and each
-- row says how many were.
-- role: recorder
-- takes: organisation_id uuid, kind text, earliest_at timestamptz, latest_at timestamptz, minutes integer, after_session_id uuid, free boolean, full boolean, most integer, starts tstzrange[]
-- gives: session_id uuid, kind text, during tstzrange, host_person_id uuid, free integer, languages text, manner text, offered boolean, looked_at integer
WITH seen AS MATERIALIZED (SELECT session_id, kind, during, host_person_id, languages,
	manner FROM session
	WHERE organisation_id = $1 AND kind = $2 AND state = 'published'
		AND lower(during) BETWEEN $3 AND $4 AND (lower(during) > $3 OR session_id > $6)
	ORDER BY lower(during), session_id LIMIT $9),
near AS MATERIALIZED (SELECT *, upper(during) - lower(during) >= make_interval(mins => $5)
		AND lower(during) <@ (SELECT range_agg(stretch) FROM unnest($10) stretch) AS fits FROM seen),
last AS MATERIALIZED (SELECT session_id FROM seen ORDER BY lower(during) DESC, session_id DESC LIMIT 1)
SELECT near.session_id, near.kind, near.during, near.host_person_id, seat.capacity - seat.taken AS free,
	array_to_string(near.languages, ' ') AS languages, coalesce(near.manner, '') AS manner,
	near.fits AND seat.capacity > 0 AND NOT seat.closing
		AND CASE WHEN seat.taken < seat.capacity THEN $7 ELSE $8 END AS offered,
	(SELECT count(*) FROM seen)::integer AS looked_at
FROM near JOIN session_seat seat USING (session_id)
WHERE near.fits OR near.session_id = (SELECT session_id FROM last)
ORDER BY lower(near.during), near.session_id;
