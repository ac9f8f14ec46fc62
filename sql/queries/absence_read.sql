-- What is known of some people's absences from one source, in order of people and time.
-- role: recorder
-- takes: person_ids uuid[], source text
-- gives: person_id uuid, during tstzrange, offered_days integer
SELECT person_id, during, offered_days FROM absence
WHERE person_id = ANY ($1) AND source = $2 ORDER BY person_id, during;
