-- Sets the roles somebody has.
-- role: recorder
-- takes: person_id uuid, roles text[], at timestamptz
UPDATE account SET roles = $2, changed_at = $3 WHERE person_id = $1;
