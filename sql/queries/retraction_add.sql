-- Removes an entry with all that it corrects and that corrects it; again changes nothing.
-- role: recorder
-- takes: person_id uuid, exposure_id uuid, organisation_id uuid, at timestamptz
WITH RECURSIVE earlier AS (
	SELECT exposure_id, corrects FROM exposure WHERE person_id = $1 AND exposure_id = $2
	UNION ALL
	SELECT exposure.exposure_id, exposure.corrects
	FROM earlier JOIN exposure
		ON exposure.person_id = $1 AND exposure.exposure_id = earlier.corrects),
later AS (
	SELECT exposure_id FROM exposure WHERE person_id = $1 AND exposure_id = $2
	UNION ALL
	SELECT exposure.exposure_id
	FROM later JOIN exposure
		ON exposure.person_id = $1 AND exposure.corrects = later.exposure_id)
INSERT INTO retraction (person_id, exposure_id, organisation_id, retracted_at)
SELECT $1, exposure_id, $3, $4
FROM (SELECT exposure_id FROM earlier UNION SELECT exposure_id FROM later) chain
ON CONFLICT DO NOTHING;
