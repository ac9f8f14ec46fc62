-- When the calendars of a person keep them busy, within a time.
-- role: web, recorder
-- takes: person_id uuid, within tstzrange
-- gives: during tstzrange
SELECT during FROM busy_calendar, unnest(busy) AS during
WHERE person_id = $1 AND during && $2 ORDER BY during;
