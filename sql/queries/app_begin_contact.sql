-- Begins a transaction's work for a clinician who may be asked to contact people.
-- role: web
-- takes: person_id uuid, organisation_id uuid, at timestamptz
SELECT FROM app_begin_contact($1, $2, $3);
