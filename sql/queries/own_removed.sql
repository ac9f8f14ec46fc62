-- What is left of the entries that a person removed.
-- role: web
-- takes: person_id uuid
-- gives: entry_id uuid, removed_at timestamptz, destroyed_at timestamptz
SELECT exposure_id AS entry_id, retracted_at AS removed_at, erased_at AS destroyed_at
FROM retraction WHERE person_id = $1 ORDER BY retracted_at, exposure_id;
