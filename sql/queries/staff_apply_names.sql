-- Gives people their names to sign in with.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid, at timestamptz
INSERT INTO sign_in_name (name_hash, organisation_id, person_id, created_at)
SELECT name_hash, $1, person_id, $2 FROM staff_plan
WHERE act IN ('joins', 'returns') OR (act = 'stays' AND new_sign_in) ORDER BY name_hash;
