-- The log of some people as it stands: what was corrected or removed is left out, in order.
-- role: recorder, web
-- takes: person_ids uuid[]
-- gives: person_id uuid, exposure_id uuid, occurred_at timestamptz, category text, involvement text, modifiers text, minutes integer, items integer, dose double precision, policy_version integer
SELECT person_id, exposure_id, occurred_at, category, involvement,
	array_to_string(modifiers, ' ') AS modifiers, coalesce(minutes, -1) AS minutes,
	coalesce(items, -1) AS items, dose, policy_version
FROM exposure
WHERE person_id = ANY ($1)
	AND NOT EXISTS (SELECT FROM exposure later
		WHERE later.person_id = exposure.person_id AND later.corrects = exposure.exposure_id)
	AND NOT EXISTS (SELECT FROM retraction
		WHERE retraction.person_id = exposure.person_id
			AND retraction.exposure_id = exposure.exposure_id)
ORDER BY person_id, occurred_at, exposure_id;
