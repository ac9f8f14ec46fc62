-- Needs to look at now, the most pressing first.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, need_id uuid
SELECT person_id, need_id FROM need
WHERE state IN ('open', 'no_seat') AND try_at <= $1
ORDER BY priority DESC, latest_at, person_id, need_id LIMIT $2;
