-- Which links were ended by transactions from a number on.
-- role: recorder
-- takes: settled bigint, unseen bigint
-- gives: token_hash bytea, changed_in bigint
SELECT token_hash, changed_in FROM feed_token
WHERE revoked_at IS NOT NULL AND changed_in >= $1 AND changed_in < $2;
