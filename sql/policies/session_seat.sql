-- Grants of session_seat, which holds nobody's log.
GRANT SELECT, INSERT, UPDATE (capacity, taken, confirmed, closing, closed, sequence, changed_at) ON session_seat TO plimsoll_recorder;
GRANT SELECT ON session_seat TO plimsoll_web;
GRANT SELECT ON session_seat TO plimsoll_backup;
