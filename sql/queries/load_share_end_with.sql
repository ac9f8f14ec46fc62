-- Ends what is shared with one clinician.
-- role: recorder
-- takes: person_id uuid, clinician_person_id uuid, at timestamptz
UPDATE load_share SET ended_at = $3
WHERE person_id = $1 AND clinician_person_id = $2 AND ended_at IS NULL AND ends_at > $3;
