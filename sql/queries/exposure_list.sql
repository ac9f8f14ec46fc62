-- A person's log as it stands, a page of it after an entry, in order.
-- role: web
-- takes: person_id uuid, after_at timestamptz, after_id uuid, most integer
-- gives: person_id uuid, exposure_id uuid, occurred_at timestamptz, recorded_at timestamptz, category text, involvement text, modifiers text, minutes integer, items integer, source text, corrects uuid, dose double precision, policy_version integer
SELECT person_id, exposure_id, occurred_at, recorded_at, category, involvement,
	array_to_string(modifiers, ' ') AS modifiers, coalesce(minutes, -1) AS minutes,
	coalesce(items, -1) AS items, source,
	coalesce(corrects, '00000000-0000-0000-0000-000000000000') AS corrects, dose,
	policy_version
FROM exposure
WHERE person_id = $1 AND (occurred_at, exposure_id) > ($2, $3)
	AND NOT EXISTS (SELECT FROM exposure later
		WHERE later.person_id = exposure.person_id AND later.corrects = exposure.exposure_id)
	AND NOT EXISTS (SELECT FROM retraction
		WHERE retraction.person_id = exposure.person_id
			AND retraction.exposure_id = exposure.exposure_id)
ORDER BY occurred_at, exposure_id LIMIT $4;
