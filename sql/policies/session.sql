-- Grants of session, which holds nobody's log.
GRANT SELECT, INSERT ON session TO plimsoll_recorder;
GRANT SELECT ON session TO plimsoll_web;
GRANT SELECT ON session TO plimsoll_backup;
