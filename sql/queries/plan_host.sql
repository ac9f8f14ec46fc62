-- How many seats are taken in the sessions to come of each host.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz
-- gives: host_person_id uuid, taken bigint
SELECT host_person_id, sum(taken)::bigint AS taken FROM session JOIN session_seat USING (session_id)
WHERE organisation_id = $1 AND state = 'published' AND lower(during) > $2
GROUP BY host_person_id ORDER BY host_person_id;
