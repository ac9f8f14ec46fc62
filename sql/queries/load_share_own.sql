-- What a person shares at an instant, and with whom.
-- role: web
-- takes: person_id uuid, at timestamptz
-- gives: share_id uuid, other_person_id uuid, ends_at timestamptz
SELECT share_id, clinician_person_id AS other_person_id, ends_at FROM load_share
WHERE person_id = $1 AND ended_at IS NULL AND begins_at <= $2 AND ends_at > $2
ORDER BY ends_at, share_id;
