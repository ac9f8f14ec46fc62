-- Needs to look at now: first of whom something was called off, then the most pressing; one that is
-- held when it became more pressing.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, need_id uuid, state text
SELECT person_id, need_id, state FROM need
WHERE state IN ('open', 'no_seat', 'held') AND try_at <= $1
ORDER BY first DESC, priority DESC, latest_at, person_id, need_id LIMIT $2;
