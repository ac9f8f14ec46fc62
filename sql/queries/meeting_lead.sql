-- Sets the languages that somebody leads sessions in.
-- role: recorder
-- takes: person_id uuid, leads_in text[], at timestamptz
UPDATE account SET leads_in = $2, changed_at = $3 WHERE person_id = $1;
