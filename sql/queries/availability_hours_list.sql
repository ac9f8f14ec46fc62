-- The hours that a host publishes, those of a week first; days are counted since 1970-01-01.
-- role: web, recorder
-- takes: person_id uuid
-- gives: hours_id uuid, weekdays integer, every_weeks integer, first_day integer, last_day integer, from_minute integer, until_minute integer, away boolean
SELECT hours_id, weekdays, every_weeks, first_day - date '1970-01-01' AS first_day,
	last_day - date '1970-01-01' AS last_day, from_minute, until_minute, away
FROM availability_hours WHERE person_id = $1
ORDER BY weekdays = 0, CASE weekdays WHEN 0 THEN first_day END, weekdays & -weekdays, from_minute, hours_id;
