-- The hours that a host publishes, and what their sessions are like.
-- role: web
-- takes: person_id uuid
-- gives: weekdays text, every_weeks integer, first_day text, last_day text, from_time text, until_time text, away boolean, made_at timestamptz
SELECT (SELECT string_agg(day, ' ' ORDER BY place)
		FROM unnest(ARRAY['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']) WITH ORDINALITY AS week (day, place)
		WHERE weekdays >> (place - 1)::integer & 1 = 1) AS weekdays,
	every_weeks, first_day::text AS first_day, last_day::text AS last_day,
	to_char(from_minute / 60, 'FM00') || ':' || to_char(from_minute % 60, 'FM00') AS from_time,
	to_char(until_minute / 60, 'FM00') || ':' || to_char(until_minute % 60, 'FM00') AS until_time,
	away, created_at AS made_at
FROM availability_hours WHERE person_id = $1 ORDER BY availability_hours.first_day, from_minute, hours_id;
