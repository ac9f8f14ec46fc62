-- The statements that record one exposure, as the service sends them for a batch of one: a person
-- is locked, what is known is looked up, the log and the state of the line are written. Alarms are
-- written only where one changes, which most exposures do not, so none is here.
\set person random(1, :people)
\set first random(0, 2147483647)
\set second random(0, 2147483647)
BEGIN;
UPDATE person SET folded_at = now() WHERE person_id = ANY (ARRAY[('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid]) RETURNING person_id, profile;
WITH RECURSIVE chain AS (
	SELECT first.person_id, first.exposure_id, first.exposure_id AS last_id,
		first.occurred_at AS earliest_at, first.source = 'import' AS by_import
	FROM unnest(ARRAY[('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid], ARRAY[(lpad(to_hex(:first::bigint), 8, '0') || '-0000-7000-8000-0000' || lpad(to_hex(:second::bigint), 8, '0'))::uuid]) AS asked (person_id, exposure_id)
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
	chain.last_id, last.occurred_at AS last_occurred_at, last.category AS last_category,
	last.involvement AS last_involvement, array_to_string(last.modifiers, ' ') AS last_modifiers,
	last.dose AS last_dose, chain.earliest_at, chain.by_import
FROM chain
	JOIN exposure first
		ON first.person_id = chain.person_id AND first.exposure_id = chain.exposure_id
	JOIN exposure last ON last.person_id = chain.person_id AND last.exposure_id = chain.last_id
WHERE NOT EXISTS (SELECT FROM exposure next
	WHERE next.person_id = chain.person_id AND next.corrects = chain.last_id);
SELECT person_id, exposure_id
FROM retraction JOIN unnest(ARRAY[('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid], ARRAY[(lpad(to_hex(:first::bigint), 8, '0') || '-0000-7000-8000-0000' || lpad(to_hex(:second::bigint), 8, '0'))::uuid]) AS asked (person_id, exposure_id)
	USING (person_id, exposure_id);
INSERT INTO exposure (person_id, exposure_id, organisation_id, occurred_at, recorded_at, category,
	involvement, modifiers, minutes, items, source, corrects, policy_version, dose)
SELECT person_id, exposure_id, :organisation::uuid, occurred_at, now(), category, involvement,
	string_to_array(modifiers, ' '), nullif(minutes, 0), nullif(items, 0), source,
	nullif(corrects, '00000000-0000-0000-0000-000000000000'), 1, dose
FROM unnest(ARRAY[('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid], ARRAY[(lpad(to_hex(:first::bigint), 8, '0') || '-0000-7000-8000-0000' || lpad(to_hex(:second::bigint), 8, '0'))::uuid], ARRAY[now()], ARRAY['INC_DISORDER'], ARRAY['direct'], ARRAY[''], ARRAY[0],
	ARRAY[0], ARRAY['self'], ARRAY['00000000-0000-0000-0000-000000000000'::uuid],
	ARRAY[10::double precision])
	AS new (person_id, exposure_id, occurred_at, category, involvement, modifiers, minutes, items,
		source, corrects, dose)
ON CONFLICT DO NOTHING;
SELECT person_id, line, policy_version, load, load_at, settled_at, hold_from
FROM line_state WHERE person_id = ANY (ARRAY[('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid]) ORDER BY person_id, line;
SELECT person_id, line, level, state, delay_ends_at, realarm_at, cooldown_until
FROM alarm WHERE person_id = ANY (ARRAY[('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid]) ORDER BY person_id, line, level;
SELECT person_id, need_id, response, array_to_string(kinds, ' ') AS kinds, priority, state, latest_at
FROM need WHERE person_id = ANY (ARRAY[('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid]) AND state IN ('open', 'no_seat', 'held')
ORDER BY person_id, need_id;
INSERT INTO line_state
	(person_id, line, policy_version, load, load_at, settled_at, next_change_at, hold_from)
SELECT person_id, line, 1, load, load_at, settled_at, next_change_at, hold_from
FROM unnest(ARRAY[('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid], ARRAY['events'], ARRAY[10::double precision], ARRAY[now()], ARRAY[now()],
	ARRAY[now() + interval '10 years'], ARRAY['epoch'::timestamptz])
	AS new (person_id, line, load, load_at, settled_at, next_change_at, hold_from)
ON CONFLICT (person_id, line) DO UPDATE SET policy_version = excluded.policy_version,
	load = excluded.load, load_at = excluded.load_at, settled_at = excluded.settled_at,
	next_change_at = excluded.next_change_at, hold_from = excluded.hold_from;
COMMIT;
