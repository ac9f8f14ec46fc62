-- No session that began before this is in force.
-- role: web, recorder
-- takes: person_id uuid, at timestamptz
UPDATE account SET signed_out_before = greatest(signed_out_before, $2) WHERE person_id = $1;
