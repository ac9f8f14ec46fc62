-- Begins folding the logs of some people: their rows are locked until the transaction ends.
-- role: recorder
-- takes: person_ids uuid[], at timestamptz
-- gives: person_id uuid, profile text, policy_version integer
UPDATE person SET folded_at = $2 WHERE person_id = ANY ($1)
RETURNING person_id, profile, folded_version AS policy_version;
