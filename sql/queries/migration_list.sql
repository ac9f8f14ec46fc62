-- What has been applied; 0 stands for functions and policies.
-- role: admin, owner
-- gives: number integer, name text, checksum bigint
SELECT number, name, checksum FROM schema_migration ORDER BY number;
