-- Adds what a period shows; numbers that are not shown are -1 and are not kept.
-- role: recorder
-- takes: organisation_id uuid, weeks integer, begins_at timestamptz, measures text[], roles text[], team_ids uuid[], hidden text[], people integer[], medians double precision[], lows double precision[], highs double precision[], over integer[], entries integer[], minutes integer[], offered integer[], taken integer[], waits double precision[]
INSERT INTO trend (organisation_id, weeks, begins_at, measure, role, team_id, hidden, people,
	load_median, load_low, load_high, over_line, entries, minutes, offered, taken_up, wait_days)
SELECT $1, $2, $3, measure, role, team_id, nullif(hidden, ''), nullif(people, -1),
	nullif(median, -1), nullif(low, -1), nullif(high, -1), nullif(over_line, -1),
	nullif(entries, -1), nullif(minutes, -1), nullif(offered, -1), nullif(taken, -1),
	nullif(wait, -1)
FROM unnest($4::text[], $5::text[], $6::uuid[], $7::text[], $8::integer[], $9::double precision[],
	$10::double precision[], $11::double precision[], $12::integer[], $13::integer[],
	$14::integer[], $15::integer[], $16::integer[], $17::double precision[])
	AS new (measure, role, team_id, hidden, people, median, low, high, over_line, entries, minutes,
		offered, taken, wait);
