-- Grants of policy_comment, which names nobody and is for everybody to read.
GRANT SELECT ON policy_comment TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (reply) ON policy_comment TO plimsoll_recorder;
GRANT SELECT ON policy_comment TO plimsoll_backup;
