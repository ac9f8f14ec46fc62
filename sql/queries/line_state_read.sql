-- The stored state of the lines of some people.
-- role: recorder
-- takes: person_ids uuid[]
-- gives: person_id uuid, line text, policy_version integer, load double precision, load_at timestamptz, settled_at timestamptz, hold_from timestamptz, state double precision[]
SELECT person_id, line, policy_version, load, load_at, settled_at, hold_from, state
FROM line_state WHERE person_id = ANY ($1) ORDER BY person_id, line;
