-- Whose feeds were changed by transactions from a number on. What a restore brought from another
-- server can have a greater number than there is; it has nothing to say here.
-- role: recorder
-- takes: settled bigint, unseen bigint
-- gives: person_id uuid, part text, changed_in bigint
SELECT person_id, part, changed_in FROM feed_revision WHERE changed_in >= $1 AND changed_in < $2;
