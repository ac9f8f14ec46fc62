-- Adds exposures to the log; those that are there already stay as they are. A row's modifiers are
-- one text with blanks between; 0 minutes or items and the nil id mean "none".
-- role: recorder
-- takes: organisation_id uuid, recorded_at timestamptz, policy_version integer, person_ids uuid[], exposure_ids uuid[], occurred_at timestamptz[], categories text[], involvements text[], modifiers text[], minutes integer[], items integer[], sources text[], corrects uuid[], doses double precision[]
INSERT INTO exposure (person_id, exposure_id, organisation_id, occurred_at, recorded_at, category,
	involvement, modifiers, minutes, items, source, corrects, policy_version, dose)
SELECT person_id, exposure_id, $1, occurred_at, $2, category, involvement,
	string_to_array(modifiers, ' '), nullif(minutes, 0), nullif(items, 0), source,
	nullif(corrects, '00000000-0000-0000-0000-000000000000'), $3, dose
FROM unnest($4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[], $8::text[], $9::text[],
	$10::integer[], $11::integer[], $12::text[], $13::uuid[], $14::double precision[])
	AS new (person_id, exposure_id, occurred_at, category, involvement, modifiers, minutes, items,
		source, corrects, dose)
ON CONFLICT DO NOTHING;
