-- The needs of some people that are not answered yet; kinds with blanks between.
-- role: recorder
-- takes: person_ids uuid[]
-- gives: person_id uuid, need_id uuid, response text, kinds text, priority integer, state text, latest_at timestamptz
SELECT person_id, need_id, response, array_to_string(kinds, ' ') AS kinds, priority, state, latest_at
FROM need WHERE person_id = ANY ($1) AND state IN ('open', 'no_seat', 'held')
ORDER BY person_id, need_id;
