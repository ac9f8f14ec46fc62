-- Teams that the engine has to look at, locked; without those another engine is at.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: team_id uuid, counted_from timestamptz
SELECT team_id, counted_from FROM team WHERE look_at <= $1 AND look_at < 'infinity'
ORDER BY team_id LIMIT $2
FOR NO KEY UPDATE SKIP LOCKED;
