-- Grants of series, which holds nobody's log.
GRANT SELECT, INSERT, UPDATE (published_until, except_local, sequence, changed_at, changed_in) ON series TO plimsoll_recorder;
GRANT SELECT ON series TO plimsoll_web;
GRANT SELECT ON series TO plimsoll_backup;
