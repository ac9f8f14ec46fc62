-- Has people's cadences looked at at a time each; infinity for not by itself.
-- role: recorder
-- takes: person_ids uuid[], due timestamptz[]
UPDATE person SET cadence_due_at = planned.due
FROM unnest($1, $2) AS planned (person_id, due)
WHERE person.person_id = planned.person_id;
