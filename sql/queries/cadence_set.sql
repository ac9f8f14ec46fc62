-- Keeps from when people's cadence is counted, infinity for not at all, and when it falls due.
-- role: recorder
-- takes: person_ids uuid[], counted_from timestamptz[], due timestamptz[]
UPDATE person SET cadence_from = nullif(planned.counted_from, 'infinity'),
	cadence_due_at = planned.due
FROM unnest($1, $2, $3) AS planned (person_id, counted_from, due)
WHERE person.person_id = planned.person_id;
