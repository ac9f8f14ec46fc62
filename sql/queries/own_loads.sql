-- The loads of a person's lines as they were at the last entry that each sums.
-- role: web
-- takes: person_id uuid
-- gives: line text, load double precision, load_at timestamptz, policy_version integer
SELECT line, load, load_at, policy_version FROM line_state WHERE person_id = $1 ORDER BY line;
