-- Whom some people reported to at an instant.
-- role: recorder
-- takes: person_ids uuid[], at timestamptz
-- gives: person_id uuid, manager_person_id uuid
SELECT person_id, manager_person_id FROM reports_to WHERE person_id = ANY ($1) AND during @> $2;
