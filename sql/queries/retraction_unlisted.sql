-- Some of the entries that were removed and do not stand in the erasure list yet.
-- role: recorder
-- takes: most integer
-- gives: person_id uuid, exposure_id uuid, retracted_at timestamptz
SELECT person_id, exposure_id, retracted_at FROM retraction WHERE listed_at IS NULL
ORDER BY retracted_at, person_id, exposure_id LIMIT $1;
