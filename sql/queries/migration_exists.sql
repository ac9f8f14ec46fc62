-- Whether anything has been recorded as applied.
-- role: admin
-- gives: present boolean
SELECT to_regclass('public.schema_migration') IS NOT NULL AS present;
