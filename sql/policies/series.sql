-- Grants of series, which holds nobody's log.
GRANT SELECT, INSERT ON series TO plimsoll_recorder;
GRANT SELECT ON series TO plimsoll_web;
GRANT SELECT ON series TO plimsoll_backup;
