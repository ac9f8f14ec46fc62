-- Adds what is to be asked for later. What follows a need already does so from when it did.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz, person_ids uuid[], need_ids uuid[], numbers integer[], responses text[], due timestamptz[]
INSERT INTO follow_up (person_id, need_id, number, organisation_id, response, due_at, created_at)
SELECT person_id, need_id, number, $1, response, due, $2
FROM unnest($3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::timestamptz[])
	AS new (person_id, need_id, number, response, due)
ON CONFLICT DO NOTHING;
