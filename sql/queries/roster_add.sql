-- Keeps what rosters say, each stretch with its entries from a place of three lists on, from 1, and with
-- the pattern that it comes from; empty: none. Anchors are days since 1970-01-01.
-- role: recorder
-- takes: organisation_id uuid, person_ids uuid[], covers tstzrange[], recorded_at timestamptz[], patterns text[], anchors integer[], first integer[], last integer[], starts timestamptz[], seconds integer[], kinds text[]
INSERT INTO roster (person_id, covers, organisation_id, starts, seconds, kinds, recorded_at, pattern,
	anchor)
SELECT person_id, covers, $1, ($9::timestamptz[])[first:last], ($10::integer[])[first:last],
	($11::text[])[first:last], recorded_at, nullif(pattern, ''),
	CASE WHEN pattern <> '' THEN date '1970-01-01' + anchor END
FROM unnest($2::uuid[], $3::tstzrange[], $4::timestamptz[], $5::text[], $6::integer[],
	$7::integer[], $8::integer[])
	AS new (person_id, covers, recorded_at, pattern, anchor, first, last);
