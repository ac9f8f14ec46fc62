-- How many patterns of sessions a person leads.
-- role: recorder
-- takes: person_id uuid
-- gives: count bigint
SELECT count(*) FROM series WHERE host_person_id = $1;
