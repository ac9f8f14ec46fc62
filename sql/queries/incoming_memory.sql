-- Lets the statements of this transaction sort a large import in memory.
-- role: recorder
SET LOCAL work_mem TO '64MB';
