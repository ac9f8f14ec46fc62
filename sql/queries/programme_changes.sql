-- Whose programmes were changed by transactions from a number on.
-- role: recorder
-- takes: settled bigint, unseen bigint
-- gives: organisation_id uuid, changed_in bigint
SELECT organisation_id, max(changed_in) AS changed_in FROM series
WHERE changed_in >= $1 AND changed_in < $2 GROUP BY organisation_id;
