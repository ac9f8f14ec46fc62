-- Destroys the entries that were removed by `before`.
-- role: erasure
-- takes: before timestamptz
DELETE FROM exposure USING retraction
WHERE retraction.person_id = exposure.person_id
	AND retraction.exposure_id = exposure.exposure_id
	AND retraction.erased_at IS NULL AND retraction.retracted_at <= $1;
