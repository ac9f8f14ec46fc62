-- Which of some ids were removed by their owner.
-- role: recorder
-- takes: person_ids uuid[], exposure_ids uuid[]
-- gives: person_id uuid, exposure_id uuid
SELECT person_id, exposure_id
FROM retraction JOIN unnest($1::uuid[], $2::uuid[]) AS asked (person_id, exposure_id)
	USING (person_id, exposure_id);
