-- Destroys the entries of some rosters that were over by `before`, and the pattern from which they could
-- be worked out. That there was one stays, so that whose roster ends is not taken for somebody without one.
-- role: erasure
-- takes: before timestamptz, most integer
UPDATE roster SET starts = '{}', seconds = '{}', kinds = '{}', pattern = NULL, anchor = NULL
WHERE (person_id, covers) IN (
	SELECT person_id, covers FROM roster WHERE upper(covers) <= $1 AND cardinality(starts) > 0
	LIMIT $2);
