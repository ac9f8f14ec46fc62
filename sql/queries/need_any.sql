-- Who waits for any place that comes free, when each was last looked for, and which would do.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, need_id uuid, kinds text, looked_at timestamptz, earliest_at timestamptz, latest_at timestamptz
SELECT person_id, need_id, array_to_string(kinds, ' ') AS kinds, changed_at AS looked_at, earliest_at, latest_at
FROM need WHERE any_since IS NOT NULL AND state = 'no_seat' AND try_at > $1 AND latest_at >= $1
ORDER BY changed_at, person_id, need_id LIMIT $2;
