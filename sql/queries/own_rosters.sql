-- What rosters say of a person, as far as that is kept; a stretch of time without a shift has none.
-- role: web
-- takes: person_id uuid
-- gives: covers_from timestamptz, covers_until timestamptz, starts_at timestamptz, ends_at timestamptz, shift text, shift_pattern text, cycle_begins text, recorded_at timestamptz
SELECT lower(covers) AS covers_from, upper(covers) AS covers_until, entry.start AS starts_at,
	entry.start + entry.lasts * interval '1 second' AS ends_at, entry.kind AS shift,
	pattern AS shift_pattern, anchor::text AS cycle_begins, recorded_at
FROM roster LEFT JOIN LATERAL unnest(starts, seconds, kinds) AS entry (start, lasts, kind) ON true
WHERE person_id = $1 ORDER BY covers, entry.start;
