-- One founds an organisation at a time: held until the transaction ends.
-- role: owner
-- takes: key bigint
SELECT pg_advisory_xact_lock($1);
