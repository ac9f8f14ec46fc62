-- What is known of some exposures: the last of each chain of corrections, and its earliest time.
-- role: recorder
-- takes: person_ids uuid[], exposure_ids uuid[]
-- gives: person_id uuid, exposure_id uuid, last_id uuid, earliest_at timestamptz, by_import boolean
WITH RECURSIVE chain AS (
	SELECT first.person_id, first.exposure_id, first.exposure_id AS last_id,
		first.occurred_at AS earliest_at, first.source = 'import' AS by_import
	FROM exposure first JOIN unnest($1::uuid[], $2::uuid[]) AS asked (person_id, exposure_id)
		USING (person_id, exposure_id)
	UNION ALL
	SELECT chain.person_id, chain.exposure_id, next.exposure_id,
		least(chain.earliest_at, next.occurred_at), chain.by_import AND next.source = 'import'
	FROM chain JOIN exposure next
		ON next.person_id = chain.person_id AND next.corrects = chain.last_id)
SELECT person_id, exposure_id, last_id, earliest_at, by_import FROM chain
WHERE NOT EXISTS (SELECT FROM exposure next
	WHERE next.person_id = chain.person_id AND next.corrects = chain.last_id);
