-- Destroys the entries that were removed by `before` and stand in the erasure list, and notes when.
-- role: erasure
-- takes: before timestamptz, at timestamptz
WITH due AS (
	UPDATE retraction SET erased_at = $2
	WHERE erased_at IS NULL AND listed_at IS NOT NULL AND retracted_at <= $1
	RETURNING person_id, exposure_id)
DELETE FROM exposure USING due
WHERE due.person_id = exposure.person_id AND due.exposure_id = exposure.exposure_id;
