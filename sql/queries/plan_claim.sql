-- Takes it on to plan, until an instant; no row changes where another service has, or has planned since.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz, until timestamptz, planned_at timestamptz
UPDATE plan SET claimed_until = $3
WHERE organisation_id = $1 AND claimed_until <= $2 AND planned_at <= $4;
