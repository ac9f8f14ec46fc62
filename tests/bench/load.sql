-- The statements of one question for a load, as the service sends them.
\set person random(1, :people)
BEGIN;
SELECT FROM app_begin(('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid, NULL::bytea);
SELECT profile, coalesce(line, '') AS line, coalesce(policy_version, 0) AS policy_version,
	coalesce(load, 0) AS load, coalesce(load_at, 'epoch') AS load_at
FROM person LEFT JOIN line_state USING (person_id)
WHERE person_id = ('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid ORDER BY line;
COMMIT;
