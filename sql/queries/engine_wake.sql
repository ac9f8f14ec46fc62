-- Tells waiting engines that there is something to do. A hint, one per transaction.
-- role: recorder
NOTIFY plimsoll_engine;
