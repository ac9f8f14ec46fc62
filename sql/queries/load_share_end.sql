-- Ends a share that is in force.
-- role: recorder
-- takes: person_id uuid, share_id uuid, at timestamptz
UPDATE load_share SET ended_at = $3
WHERE person_id = $1 AND share_id = $2 AND ended_at IS NULL AND ends_at > $3;
