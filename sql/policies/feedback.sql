-- Grants of feedback, which is about nobody.
GRANT SELECT, INSERT, UPDATE (given, told) ON feedback TO plimsoll_recorder;
GRANT SELECT ON feedback TO plimsoll_backup;
