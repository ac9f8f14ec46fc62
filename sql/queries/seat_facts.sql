-- All that the rules for a seat ask of some people about a stretch of time: the nation whose holidays they
-- keep and how they want to meet; what rosters say, of those that do not touch it only for which time they speak; when they are
-- away; when they are taken up; the sessions that a need of theirs has had; and whom they report to. Then
-- the public holidays of each nation, each as a day in UTC and of nobody. In order of people.
-- role: recorder
-- takes: person_ids uuid[], organisation_id uuid, within tstzrange
-- gives: person_id uuid, what text, during tstzrange, other_id uuid, need_id uuid, nation text, starts timestamptz[], seconds integer[], shifts text[], wish_language text, wish_manners text, wish_manner text
WITH entry AS MATERIALIZED (SELECT person_id, during, session_id, need_id,
	takes_time AND state IN ('held', 'confirmed') AS busy FROM diary WHERE person_id = ANY ($1))
SELECT person_id, 'person' AS what, NULL::tstzrange AS during, NULL::uuid AS other_id,
	NULL::uuid AS need_id, coalesce(account.nation, organisation.nation) AS nation,
	NULL::timestamptz[] AS starts, NULL::integer[] AS seconds, NULL::text[] AS shifts,
	coalesce(account.session_language,
		CASE account.language WHEN 'cy' THEN 'welsh_rather' ELSE 'english' END) AS wish_language,
	coalesce(array_to_string(account.session_manners, ' '), '') AS wish_manners,
	coalesce(account.session_manner_rather, '') AS wish_manner
FROM person JOIN organisation USING (organisation_id) LEFT JOIN account USING (person_id)
WHERE person_id = ANY ($1)
UNION ALL
SELECT person_id, 'roster', covers, NULL, NULL, NULL, CASE WHEN covers && $3 THEN starts END,
	CASE WHEN covers && $3 THEN seconds END, CASE WHEN covers && $3 THEN kinds END, NULL, NULL, NULL
FROM roster WHERE person_id = ANY ($1)
UNION ALL
SELECT person_id, 'away', during, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM absence WHERE person_id = ANY ($1) AND during && $3
UNION ALL
SELECT person_id, 'busy', during, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM entry WHERE busy AND during && $3
UNION ALL
SELECT person_id, 'had', during, session_id, need_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM entry WHERE need_id IS NOT NULL AND during && $3
UNION ALL
SELECT person_id, 'manager', during, manager_person_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM reports_to WHERE person_id = ANY ($1) AND during && $3
UNION ALL
SELECT NULL, 'holiday', tstzrange(on_day::timestamp AT TIME ZONE 'UTC',
	(on_day + 1)::timestamp AT TIME ZONE 'UTC'), NULL, NULL, nation, NULL, NULL, NULL, NULL, NULL, NULL
FROM public_holiday WHERE organisation_id = $2 AND on_day BETWEEN
	(lower($3) AT TIME ZONE 'UTC')::date AND (upper($3) AT TIME ZONE 'UTC')::date
ORDER BY person_id, what, nation, during;
