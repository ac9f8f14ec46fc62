-- Grants of person_reference, which holds nobody's log.
GRANT SELECT, INSERT ON person_reference TO plimsoll_recorder;
GRANT SELECT (person_id), DELETE ON person_reference TO plimsoll_erasure;
GRANT SELECT ON person_reference TO plimsoll_backup;
