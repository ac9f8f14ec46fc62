-- What is shared with a clinician at the instant that app_begin_shared() was given.
-- role: web
-- takes: clinician_person_id uuid
-- gives: share_id uuid, other_person_id uuid, ends_at timestamptz
SELECT share_id, person_id AS other_person_id, ends_at FROM load_share
WHERE clinician_person_id = $1 ORDER BY ends_at, share_id;
