-- Whether somebody can sign in as an administrator.
-- role: recorder
-- takes: organisation_id uuid
-- gives: found boolean
SELECT EXISTS (SELECT FROM account WHERE organisation_id = $1 AND state = 'active'
	AND 'administrator' = ANY (roles) AND password_set_at IS NOT NULL) AS found;
