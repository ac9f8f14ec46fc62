-- Destroys hours of single dates that are over.
-- role: recorder
-- takes: person_id uuid, before integer
DELETE FROM availability_hours
WHERE person_id = $1 AND last_day IS NOT NULL AND last_day < date '1970-01-01' + $2;
