-- Records what has been applied.
-- role: owner
-- takes: number integer, name text, checksum bigint
INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)
ON CONFLICT (number) DO UPDATE SET name = excluded.name, checksum = excluded.checksum;
