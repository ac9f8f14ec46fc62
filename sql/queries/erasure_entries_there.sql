-- Which of some entries are in the log and not removed.
-- role: recorder
-- takes: person_ids uuid[], exposure_ids uuid[]
-- gives: person_id uuid, exposure_id uuid
SELECT DISTINCT exposure.person_id, exposure.exposure_id
FROM exposure JOIN unnest($1::uuid[], $2::uuid[]) AS listed (person_id, exposure_id)
	USING (person_id, exposure_id)
WHERE NOT EXISTS (SELECT FROM retraction WHERE retraction.person_id = exposure.person_id
	AND retraction.exposure_id = exposure.exposure_id)
ORDER BY person_id, exposure_id;
