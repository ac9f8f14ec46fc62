-- The comments on a version of the policy by day; within one in an order that says nothing.
-- role: recorder, web
-- takes: organisation_id uuid, version integer
-- gives: comment_id uuid, came_on timestamptz, body text, reply text
SELECT comment_id, came_on::timestamp AT TIME ZONE 'UTC' AS came_on, body,
	coalesce(reply, '') AS reply
FROM policy_comment WHERE organisation_id = $1 AND version = $2
ORDER BY policy_comment.came_on, comment_id LIMIT 2000;
