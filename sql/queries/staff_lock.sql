-- One import of staff at a time, until the transaction ends.
-- role: recorder
-- takes: key bigint
-- gives: locked boolean
SELECT pg_try_advisory_xact_lock($1) AS locked;
