-- A version of the policy, whether it is in force or not.
-- role: recorder
-- takes: organisation_id uuid, version integer
-- gives: document text
SELECT document FROM policy WHERE organisation_id = $1 AND version = $2;
