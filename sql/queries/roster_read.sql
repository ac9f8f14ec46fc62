-- What rosters say of some people for times that touch a stretch of time, entry by entry in order of
-- people and time; a stretch without entries has one without a kind.
-- role: recorder
-- takes: person_ids uuid[], within tstzrange
-- gives: person_id uuid, covers tstzrange, recorded_at timestamptz, starts timestamptz, seconds integer, shift text
SELECT person_id, covers, recorded_at, coalesce(entry.starts, lower(covers)) AS starts,
	coalesce(entry.seconds, 0) AS seconds, coalesce(entry.kind, '') AS shift
FROM roster LEFT JOIN LATERAL unnest(roster.starts, roster.seconds, kinds)
	AS entry (starts, seconds, kind) ON true
WHERE person_id = ANY ($1) AND covers && $2
ORDER BY person_id, covers, entry.starts;
