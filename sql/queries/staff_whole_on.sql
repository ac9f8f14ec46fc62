-- Lets statements of this transaction read tables whole: the planner does not know yet how much a
-- large import has just brought.
-- role: recorder
SET LOCAL enable_nestloop TO off;
