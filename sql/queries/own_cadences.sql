-- Where a person stands with what everybody of their role profile is offered.
-- role: recorder
-- takes: person_id uuid
-- gives: cadence text, counted_from timestamptz, due_at timestamptz
SELECT cadence, counted_from, nullif(due_at, 'infinity') AS due_at
FROM person_cadence WHERE person_id = $1 ORDER BY cadence;
