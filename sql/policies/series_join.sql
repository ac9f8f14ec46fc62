-- Grants of series_join, which the recorder reads for those who may join.
GRANT SELECT, INSERT, UPDATE (details, changed_at) ON series_join TO plimsoll_recorder;
GRANT SELECT ON series_join TO plimsoll_backup;
