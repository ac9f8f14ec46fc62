-- Grants of help_line, which is for everybody to read.
GRANT SELECT ON help_line TO plimsoll_web;
GRANT SELECT, INSERT, DELETE ON help_line TO plimsoll_recorder;
GRANT SELECT ON help_line TO plimsoll_backup;
