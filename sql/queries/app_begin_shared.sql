-- Begins a transaction's work for a clinician; a person where the share is in force with them.
-- role: web
-- takes: clinician_person_id uuid, share_id uuid, at timestamptz
-- gives: person_id uuid
SELECT app_begin_shared($1, $2, $3) AS person_id;
