-- Where people stand with their cadences, by person, and what became of the need each waits for, if it
-- does; unknown times are infinity. A need that is not kept any more was not accepted.
-- role: recorder
-- takes: person_ids uuid[]
-- gives: person_id uuid, cadence text, counted_from timestamptz, due timestamptz, waits_for uuid, unanswered boolean, accepted boolean
SELECT person_cadence.person_id, cadence, coalesce(counted_from, 'infinity') AS counted_from,
	due_at AS due, person_cadence.need_id AS waits_for,
	coalesce(state IN ('open', 'no_seat', 'held'), false) AS unanswered,
	coalesce(state = 'booked', false) AS accepted
FROM person_cadence LEFT JOIN need ON need.person_id = person_cadence.person_id
	AND need.need_id = person_cadence.need_id
WHERE person_cadence.person_id = ANY ($1)
ORDER BY person_cadence.person_id, cadence;
