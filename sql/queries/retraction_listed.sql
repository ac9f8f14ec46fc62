-- Notes that removed entries stand in the erasure list.
-- role: recorder
-- takes: person_ids uuid[], exposure_ids uuid[], at timestamptz
UPDATE retraction SET listed_at = $3
FROM unnest($1::uuid[], $2::uuid[]) AS listed (person_id, exposure_id)
WHERE retraction.person_id = listed.person_id AND retraction.exposure_id = listed.exposure_id
	AND listed_at IS NULL;
