-- Grants of shift_pattern, which is of nobody.
GRANT SELECT, INSERT, UPDATE, DELETE ON shift_pattern TO plimsoll_recorder;
GRANT SELECT ON shift_pattern TO plimsoll_backup;
