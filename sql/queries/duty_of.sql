-- All that is known of somebody's working time about a stretch of time: for which times rosters
-- speak, whenever those are, their entries by kind, when the person is away, and the public holidays
-- of their nation, each as a day in UTC.
-- role: recorder
-- takes: person_id uuid, within tstzrange
-- gives: what text, shift text, during tstzrange
SELECT 'known' AS what, '' AS shift, covers AS during FROM roster WHERE person_id = $1
UNION ALL
SELECT 'entry', kind, tstzrange(start, start + lasts * interval '1 second')
FROM roster, unnest(starts, seconds, kinds) AS entry (start, lasts, kind)
WHERE person_id = $1 AND covers && $2 AND start < upper($2)
	AND start + lasts * interval '1 second' > lower($2)
UNION ALL
SELECT 'away', '', during FROM absence WHERE person_id = $1 AND during && $2
UNION ALL
SELECT 'holiday', '', tstzrange(on_day::timestamp AT TIME ZONE 'UTC',
	(on_day + 1)::timestamp AT TIME ZONE 'UTC')
FROM person JOIN organisation USING (organisation_id) LEFT JOIN account USING (person_id)
	JOIN public_holiday ON public_holiday.organisation_id = person.organisation_id
		AND public_holiday.nation = coalesce(account.nation, organisation.nation)
WHERE person.person_id = $1 AND on_day BETWEEN (lower($2) AT TIME ZONE 'UTC')::date
	AND (upper($2) AT TIME ZONE 'UTC')::date;
