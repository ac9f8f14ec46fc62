-- A person's own working time about a stretch of time, as duty_of, with when it was taken in.
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
SELECT 'away', '', during, recorded_at FROM absence WHERE person_id = $1 AND during && $2;
