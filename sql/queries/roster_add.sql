-- Keeps what rosters say, each stretch with its entries from a place of three lists on, from 1.
-- role: recorder
-- takes: organisation_id uuid, person_ids uuid[], covers tstzrange[], recorded_at timestamptz[], first integer[], last integer[], starts timestamptz[], seconds integer[], kinds text[]
INSERT INTO roster (person_id, covers, organisation_id, starts, seconds, kinds, recorded_at)
SELECT person_id, covers, $1, ($7::timestamptz[])[first:last], ($8::integer[])[first:last],
	($9::text[])[first:last], recorded_at
FROM unnest($2::uuid[], $3::tstzrange[], $4::timestamptz[], $5::integer[], $6::integer[])
	AS new (person_id, covers, recorded_at, first, last);
