-- Grants of question, which names nobody. What is not shown yet is read by the recorder alone, for
-- whoever leads the session.
GRANT SELECT, INSERT, UPDATE (shown, answer), DELETE ON question TO plimsoll_recorder;
GRANT SELECT ON question TO plimsoll_backup;
