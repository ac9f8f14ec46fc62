-- All entries of a person that are not destroyed, in order; what was corrected or removed is marked.
-- role: web
-- takes: person_id uuid
-- gives: entry_id uuid, occurred_at timestamptz, recorded_at timestamptz, category text, involvement text, modifiers text, minutes integer, items integer, source text, corrects uuid, dose double precision, policy_version integer, removed_at timestamptz
SELECT exposure_id AS entry_id, occurred_at, recorded_at, category, involvement,
	array_to_string(modifiers, ' ') AS modifiers, minutes, items, source, corrects, dose,
	policy_version, retracted_at AS removed_at
FROM exposure LEFT JOIN retraction USING (person_id, exposure_id)
WHERE person_id = $1 ORDER BY occurred_at, exposure_id;
