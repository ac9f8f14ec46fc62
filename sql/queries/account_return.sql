-- Brings back the account of somebody who had left.
-- role: recorder
-- takes: person_id uuid, display_name text, sign_in_name text, roles text[], at timestamptz
UPDATE account SET display_name = $2, sign_in_name = $3, roles = $4, state = 'active', changed_at = $5,
	leaves_at = NULL
WHERE person_id = $1 AND state = 'left';
