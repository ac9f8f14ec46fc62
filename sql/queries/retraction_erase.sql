-- Destroys the entries that were removed by `before`; their tombstones stay.
-- role: erasure
-- takes: before timestamptz, at timestamptz
WITH due AS (
	UPDATE retraction SET erased_at = $2
	WHERE erased_at IS NULL AND retracted_at <= $1
	RETURNING person_id, exposure_id)
DELETE FROM exposure USING due
WHERE exposure.person_id = due.person_id AND exposure.exposure_id = due.exposure_id;
