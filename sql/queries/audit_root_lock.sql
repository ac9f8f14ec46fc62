-- One makes a root at a time: held until the transaction ends.
-- role: recorder
-- takes: key bigint
SELECT pg_advisory_xact_lock($1);
