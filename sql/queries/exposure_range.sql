-- The logs of everybody between two ids, both included, in order, with what was corrected or removed
-- still among them: one walk through an index, and whoever reads them leaves that out. No modifiers
-- are null, since an empty array is much more work to send.
-- role: recorder
-- takes: first uuid, last uuid
-- gives: person_id uuid, exposure_id uuid, occurred_at timestamptz, category text, involvement text, modifiers text[], minutes integer, items integer, dose double precision, policy_version integer, corrects uuid
SELECT person_id, exposure_id, occurred_at, category, involvement,
	CASE WHEN cardinality(modifiers) > 0 THEN modifiers END AS modifiers, minutes, items, dose,
	policy_version, corrects
FROM exposure WHERE person_id BETWEEN $1 AND $2
ORDER BY person_id, occurred_at, exposure_id;
