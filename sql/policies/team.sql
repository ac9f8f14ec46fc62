-- Grants of team, which holds nobody's log.
GRANT SELECT, INSERT, UPDATE (look_at, counted_from) ON team TO plimsoll_recorder;
GRANT SELECT (team_id, name) ON team TO plimsoll_web;
GRANT SELECT ON team TO plimsoll_backup;
