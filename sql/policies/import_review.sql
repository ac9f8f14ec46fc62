-- Grants of import_review, which the recorder fills and an administrator's page shows.
GRANT SELECT, INSERT, DELETE ON import_review TO plimsoll_recorder;
GRANT SELECT ON import_review TO plimsoll_backup;
