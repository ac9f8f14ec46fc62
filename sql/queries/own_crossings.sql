-- Each time a person's lines were reached or left.
-- role: recorder
-- takes: person_id uuid
-- gives: line text, level text, change text, crossed_at timestamptz, recorded_at timestamptz, found_late boolean, policy_version integer
SELECT rule AS line, level, change, crossed_at, recorded_at, found_late, policy_version
FROM crossing WHERE person_id = $1 ORDER BY crossed_at, rule, recorded_at, change;
