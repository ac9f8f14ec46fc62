-- Grants of audit_root, which holds hashes only: the recorder's to add to.
GRANT SELECT, INSERT ON audit_root TO plimsoll_recorder;
GRANT SELECT ON audit_root TO plimsoll_backup;
