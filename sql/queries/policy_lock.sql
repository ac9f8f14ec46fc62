-- Waits for whoever else proposes, approves or withdraws a policy; nobody else does until the
-- transaction ends.
-- role: recorder
-- takes: key bigint
SELECT pg_advisory_xact_lock($1);
