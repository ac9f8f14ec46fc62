-- Lets the statements of this transaction take as long as a large import needs.
-- role: recorder
SET LOCAL statement_timeout TO 0;
