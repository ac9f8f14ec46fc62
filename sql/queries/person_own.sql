-- A person and the stored state of their lines, one row for each line; none where nothing is
-- folded yet, then with the line empty. Nobody of an organisation that this database is not for.
-- role: web
-- takes: person_id uuid
-- gives: profile text, line text, policy_version integer, load double precision, load_at timestamptz, state double precision[]
SELECT profile, coalesce(line, '') AS line, coalesce(policy_version, 0) AS policy_version,
	coalesce(load, 0) AS load, coalesce(load_at, 'epoch') AS load_at,
	coalesce(state, '{}') AS state
FROM person LEFT JOIN line_state USING (person_id)
WHERE person_id = $1 AND organisation_id =
	(SELECT organisation_id FROM organisation ORDER BY organisation.created_at, organisation_id LIMIT 1)
ORDER BY line;
