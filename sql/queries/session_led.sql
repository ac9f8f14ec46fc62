-- How many sessions to come a person leads.
-- role: recorder
-- takes: person_id uuid, at timestamptz
-- gives: led bigint
SELECT count(*) AS led FROM session
WHERE host_person_id = $1 AND state = 'published' AND lower(during) > $2;
