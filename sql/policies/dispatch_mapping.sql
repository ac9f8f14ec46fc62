-- Grants of dispatch_mapping, which holds nobody's log: what an import reads, the owner writes.
GRANT SELECT ON dispatch_mapping TO plimsoll_recorder;
GRANT SELECT ON dispatch_mapping TO plimsoll_backup;
