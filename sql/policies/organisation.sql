-- Grants of organisation, which holds nobody's log.
GRANT SELECT ON organisation TO plimsoll_recorder;
GRANT SELECT ON organisation TO plimsoll_web;
GRANT SELECT ON organisation TO plimsoll_backup;
