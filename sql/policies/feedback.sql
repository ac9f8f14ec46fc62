-- Grants of feedback, which is about nobody.
GRANT SELECT, INSERT, UPDATE (given, told) ON feedback TO plimsoll_recorder;
GRANT SELECT ON feedback TO plimsoll_backup;
GRANT SELECT, INSERT, UPDATE (marks), DELETE ON feedback_spent TO plimsoll_recorder;
GRANT SELECT ON feedback_spent TO plimsoll_backup;
