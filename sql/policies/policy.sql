-- Grants of policy, which holds nobody's log.
GRANT SELECT ON policy TO plimsoll_web;
GRANT SELECT ON policy TO plimsoll_recorder;
GRANT SELECT ON policy TO plimsoll_backup;
