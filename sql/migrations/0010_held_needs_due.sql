-- A need whose seat is held is looked at again when it has become more pressing.
DROP INDEX need_due;
CREATE INDEX need_due ON need (try_at) WHERE state IN ('open', 'no_seat', 'held');
