-- The record of what has been applied, made before the first migration is recorded. May be run
-- again. Number 0 stands for the functions and policies, whose checksum is of all their files.
CREATE TABLE IF NOT EXISTS schema_migration (
	number integer PRIMARY KEY CHECK (number >= 0),
	name text NOT NULL,
	checksum bigint NOT NULL,
	applied_at timestamptz NOT NULL DEFAULT now());
COMMENT ON TABLE schema_migration IS 'local';
GRANT SELECT ON schema_migration TO plimsoll_backup;
