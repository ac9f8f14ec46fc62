-- The periods that an organisation has set.
-- role: recorder
-- takes: organisation_id uuid
-- gives: kind text, months integer
SELECT kind, months FROM retention WHERE organisation_id = $1 ORDER BY kind;
