-- Publishes hours of a host; nothing where they have as many as they may.
-- role: recorder
-- takes: person_id uuid, hours_id uuid, organisation_id uuid, weekdays integer, every_weeks integer, first_day integer, last_day integer, from_minute integer, until_minute integer, away boolean, at timestamptz, most integer
INSERT INTO availability_hours (person_id, hours_id, organisation_id, weekdays, every_weeks, first_day,
	last_day, from_minute, until_minute, away, created_at)
SELECT $1, $2, $3, $4, $5, date '1970-01-01' + $6, date '1970-01-01' + $7, $8, $9, $10, $11
WHERE (SELECT count(*) FROM availability_hours WHERE person_id = $1) < $12;
