-- Destroys some absences that were over by `before`.
-- role: erasure
-- takes: before timestamptz, most integer
DELETE FROM absence WHERE (person_id, source, during) IN (
	SELECT person_id, source, during FROM absence WHERE upper(during) <= $1 LIMIT $2);
