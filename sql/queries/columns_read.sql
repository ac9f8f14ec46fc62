-- What of the logs of some people as they stand the columnar cache takes, by person and in order:
-- as exposure_log tells them. An amount is of minutes where they are given, else of items.
-- role: recorder
-- takes: person_ids uuid[]
-- gives: person_id uuid, occurred_at timestamptz, category text, involvement text, modifiers text, minutes integer, items integer
SELECT person_id, occurred_at, category, involvement, array_to_string(modifiers, ' ') AS modifiers,
	coalesce(minutes, 0) AS minutes, coalesce(items, 0) AS items
FROM exposure
WHERE person_id = ANY ($1)
	AND NOT EXISTS (SELECT FROM exposure later
		WHERE later.person_id = exposure.person_id AND later.corrects = exposure.exposure_id)
	AND NOT EXISTS (SELECT FROM retraction
		WHERE retraction.person_id = exposure.person_id
			AND retraction.exposure_id = exposure.exposure_id)
ORDER BY person_id, occurred_at, exposure_id;
