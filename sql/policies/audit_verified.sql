-- Grants of audit_verified, which holds counts only: the engine's to write.
GRANT SELECT, INSERT, UPDATE (verified_at, chains, entries, findings) ON audit_verified
	TO plimsoll_recorder;
GRANT SELECT ON audit_verified TO plimsoll_backup;
