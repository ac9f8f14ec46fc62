-- Every crossing of the lines of some people, each line's in order; of one instant in the order of
-- recording, and of one recording what ends before what begins, which is their order as words.
-- role: recorder
-- takes: person_ids uuid[]
-- gives: person_id uuid, rule text, level text, change text, crossed_at timestamptz, found_late boolean
SELECT person_id, rule, level, change, crossed_at, found_late
FROM crossing WHERE person_id = ANY ($1)
ORDER BY person_id, rule, crossed_at, recorded_at, change;
