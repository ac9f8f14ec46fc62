-- One founds an organisation, or takes administrators away, at a time: held until the transaction
-- ends.
-- role: owner, recorder
-- takes: key bigint
SELECT pg_advisory_xact_lock($1);
