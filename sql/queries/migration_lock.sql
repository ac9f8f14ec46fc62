-- One at a time: held until the transaction ends.
-- role: admin, owner
-- takes: key bigint
SELECT pg_advisory_xact_lock($1);
