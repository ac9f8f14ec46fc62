-- What rosters say of some people for times that touch a stretch of time, entry by entry in order of
-- people and time; a stretch without entries has one without a kind. The pattern is empty where it comes
-- from none, the anchor in days since 1970-01-01.
-- role: recorder
-- takes: person_ids uuid[], within tstzrange
-- gives: person_id uuid, covers tstzrange, recorded_at timestamptz, starts timestamptz, seconds integer, shift text, pattern text, anchor integer
SELECT person_id, covers, recorded_at, coalesce(entry.starts, lower(covers)) AS starts,
	coalesce(entry.seconds, 0) AS seconds, coalesce(entry.kind, '') AS shift,
	coalesce(roster.pattern, '') AS pattern, coalesce(anchor - date '1970-01-01', 0) AS anchor
FROM roster LEFT JOIN LATERAL unnest(roster.starts, roster.seconds, kinds)
	WITH ORDINALITY AS entry (starts, seconds, kind, place) ON true
WHERE person_id = ANY ($1) AND covers && $2
ORDER BY person_id, covers, entry.place;
