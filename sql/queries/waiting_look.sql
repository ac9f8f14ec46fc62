-- It is looked again whether some people can have what is free, since what is known of their time has
-- changed.
-- role: recorder
-- takes: person_ids uuid[], at timestamptz
UPDATE waiting SET look_at = least(look_at, $2) WHERE person_id = ANY ($1);
