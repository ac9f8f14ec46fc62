-- The loads of a person's lines as they were at the last entry that each sums.
-- role: web
-- takes: person_id uuid
-- gives: line text, load double precision, load_at timestamptz, policy_version integer, state text
SELECT line, load, load_at, policy_version, array_to_string(state, ' ') AS state FROM line_state WHERE person_id = $1 ORDER BY line;
