-- The shift patterns of an organisation's own, shift by shift in order of their names.
-- role: recorder
-- takes: organisation_id uuid
-- gives: name text, title text, cycle_days integer, of_weeks boolean, day integer, from_minute integer, until_minute integer, kind text
SELECT name, title, cycle_days, of_weeks, shift.day, shift.from_minute, shift.until_minute, shift.kind
FROM shift_pattern, unnest(days, from_minutes, until_minutes, kinds)
	WITH ORDINALITY AS shift (day, from_minute, until_minute, kind, place)
WHERE organisation_id = $1 ORDER BY name, shift.place;
