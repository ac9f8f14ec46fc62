-- Of hosts who said how many sessions a day they lead at most, that number first, and then which some hosts
-- lead within a time already: groups and what people drop in on whenever they are published, those of
-- one to one when somebody has them.
-- role: recorder
-- takes: person_ids uuid[], within tstzrange
-- gives: person_id uuid, daily_cap integer, session_id uuid, during tstzrange, taken integer
SELECT person_id, daily_cap, NULL::uuid AS session_id, NULL::tstzrange AS during, NULL::integer AS taken
FROM availability WHERE person_id = ANY ($1)
UNION ALL
SELECT host_person_id, NULL, session_id, during, taken FROM session JOIN session_seat USING (session_id)
WHERE host_person_id = ANY ($1) AND state = 'published' AND capacity > 0
	AND lower(during) BETWEEN lower($2) AND upper($2)
	AND (taken > 0 OR kind NOT IN ('reflective_supervision', 'wellbeing_review', 'check_in'))
ORDER BY person_id, daily_cap NULLS LAST, during;
