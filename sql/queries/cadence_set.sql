-- Keeps where people stand with cadences: from when each is counted (infinity: not known), when it is
-- to be looked at, and what it waits for (the nil id: nothing).
-- role: recorder
-- takes: person_ids uuid[], cadences text[], counted_from timestamptz[], due timestamptz[], need_ids uuid[]
INSERT INTO person_cadence (person_id, cadence, counted_from, due_at, need_id)
SELECT person_id, cadence, nullif(counted_from, 'infinity'), due,
	nullif(need_id, '00000000-0000-0000-0000-000000000000')
FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::uuid[])
	AS new (person_id, cadence, counted_from, due, need_id)
ON CONFLICT (person_id, cadence) DO UPDATE SET counted_from = excluded.counted_from,
	due_at = excluded.due_at, need_id = excluded.need_id;
