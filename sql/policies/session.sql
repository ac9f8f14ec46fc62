-- Grants of session, which holds nobody's log.
GRANT SELECT, INSERT, UPDATE (state, languages, manner, called_off_because, sequence, changed_at) ON session TO plimsoll_recorder;
GRANT SELECT ON session TO plimsoll_web;
GRANT SELECT ON session TO plimsoll_backup;
