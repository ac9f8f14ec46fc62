-- Grants of trend, which holds only what may be shown: the recorder's to add to.
GRANT SELECT, INSERT ON trend TO plimsoll_recorder;
GRANT SELECT ON trend TO plimsoll_web;
GRANT SELECT ON trend TO plimsoll_backup;
