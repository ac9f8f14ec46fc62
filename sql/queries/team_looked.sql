-- The engine has looked at a team.
-- role: recorder
-- takes: team_id uuid, counted_from timestamptz
UPDATE team SET look_at = 'infinity', counted_from = greatest(counted_from, $2) WHERE team_id = $1;
