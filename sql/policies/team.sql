-- Grants of team, which holds nobody's log.
GRANT SELECT, INSERT ON team TO plimsoll_recorder;
GRANT SELECT ON team TO plimsoll_backup;
