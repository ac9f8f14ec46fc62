-- Whom the clinician is asked to contact for whom app_begin_contact() began.
-- role: web
-- takes: organisation_id uuid, clinician uuid
-- gives: person_id uuid
SELECT DISTINCT person_id FROM contact
WHERE organisation_id = $1 AND listed AND person_id <> $2 ORDER BY person_id;
