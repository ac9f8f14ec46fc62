-- Grants of retention, which holds nobody's log: periods the recorder sets and erasing goes by.
GRANT SELECT, INSERT, UPDATE (months, changed_at) ON retention TO plimsoll_recorder;
GRANT SELECT ON retention TO plimsoll_backup;
