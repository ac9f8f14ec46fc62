-- Lets somebody who cannot leave yet leave later.
-- role: recorder
-- takes: person_id uuid, leaves_at timestamptz
UPDATE account SET leaves_at = $2 WHERE person_id = $1;
