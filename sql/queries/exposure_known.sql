-- What the log knows of some ids: the entry as it was recorded, the last that replaces it, the
-- earliest time of that chain, and whether nobody but imports has touched it.
-- role: recorder
-- takes: person_ids uuid[], exposure_ids uuid[]
-- gives: person_id uuid, exposure_id uuid, occurred_at timestamptz, recorded_at timestamptz, category text, involvement text, modifiers text, minutes integer, items integer, source text, corrects uuid, dose double precision, policy_version integer, last_id uuid, last_occurred_at timestamptz, last_category text, last_involvement text, last_modifiers text, last_dose double precision, last_version integer, earliest_at timestamptz, by_import boolean
WITH RECURSIVE chain AS (
	SELECT first.person_id, first.exposure_id, first.exposure_id AS last_id,
		first.occurred_at AS earliest_at, first.source = 'import' AS by_import
	FROM unnest($1::uuid[], $2::uuid[]) AS asked (person_id, exposure_id)
		JOIN exposure first USING (person_id, exposure_id)
	UNION ALL
	SELECT chain.person_id, chain.exposure_id, next.exposure_id,
		least(chain.earliest_at, next.occurred_at), chain.by_import AND next.source = 'import'
	FROM chain JOIN exposure next
		ON next.person_id = chain.person_id AND next.corrects = chain.last_id)
SELECT chain.person_id, chain.exposure_id, first.occurred_at, first.recorded_at, first.category,
	first.involvement, array_to_string(first.modifiers, ' ') AS modifiers,
	coalesce(first.minutes, -1) AS minutes, coalesce(first.items, -1) AS items, first.source,
	coalesce(first.corrects, '00000000-0000-0000-0000-000000000000') AS corrects, first.dose,
	first.policy_version, chain.last_id, last.occurred_at AS last_occurred_at, last.category AS last_category,
	last.involvement AS last_involvement, array_to_string(last.modifiers, ' ') AS last_modifiers,
	last.dose AS last_dose, last.policy_version AS last_version, chain.earliest_at, chain.by_import
FROM chain
	JOIN exposure first
		ON first.person_id = chain.person_id AND first.exposure_id = chain.exposure_id
	JOIN exposure last ON last.person_id = chain.person_id AND last.exposure_id = chain.last_id
WHERE NOT EXISTS (SELECT FROM exposure next
	WHERE next.person_id = chain.person_id AND next.corrects = chain.last_id);
