-- A person's own working time about a stretch of time, as duty_of, with when it was taken in, which is
-- not told of holidays.
-- role: web
-- takes: person_id uuid, within tstzrange
-- gives: what text, shift text, during tstzrange, recorded_at timestamptz
SELECT 'known' AS what, '' AS shift, covers AS during, recorded_at FROM roster WHERE person_id = $1
UNION ALL
SELECT 'entry', kind, tstzrange(start, start + lasts * interval '1 second'), recorded_at
FROM roster, unnest(starts, seconds, kinds) AS entry (start, lasts, kind)
WHERE person_id = $1 AND covers && $2 AND start < upper($2)
	AND start + lasts * interval '1 second' > lower($2)
UNION ALL
SELECT 'away', '', during, recorded_at FROM absence WHERE person_id = $1 AND during && $2
UNION ALL
SELECT 'holiday', '', tstzrange(on_day::timestamp AT TIME ZONE 'UTC',
	(on_day + 1)::timestamp AT TIME ZONE 'UTC'), 'epoch'
FROM account JOIN organisation USING (organisation_id)
	JOIN public_holiday ON public_holiday.organisation_id = account.organisation_id
		AND public_holiday.nation = coalesce(account.nation, organisation.nation)
WHERE account.person_id = $1 AND on_day BETWEEN (lower($2) AT TIME ZONE 'UTC')::date
	AND (upper($2) AT TIME ZONE 'UTC')::date;
