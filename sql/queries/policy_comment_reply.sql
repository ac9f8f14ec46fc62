-- Publishes the one reply to a comment.
-- role: recorder
-- takes: organisation_id uuid, version integer, comment_id uuid, reply text
UPDATE policy_comment SET reply = $4
WHERE organisation_id = $1 AND version = $2 AND comment_id = $3 AND reply IS NULL;
