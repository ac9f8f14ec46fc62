-- Adds a comment on a proposal, which has no author; nothing happens where its id is there.
-- role: recorder
-- takes: organisation_id uuid, version integer, comment_id uuid, day timestamptz, body text
INSERT INTO policy_comment (organisation_id, version, comment_id, came_on, body)
VALUES ($1, $2, $3, ($4 AT TIME ZONE 'UTC')::date, $5) ON CONFLICT DO NOTHING;
