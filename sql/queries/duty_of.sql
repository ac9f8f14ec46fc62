-- All that is known of somebody's working time about a stretch of time: for which times rosters
-- speak, whenever those are, their entries by kind, and when the person is away.
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
SELECT 'away', '', during FROM absence WHERE person_id = $1 AND during && $2;
