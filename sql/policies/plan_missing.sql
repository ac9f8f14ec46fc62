-- Grants of plan_missing, which holds only what may be shown.
GRANT SELECT, INSERT, DELETE ON plan_missing TO plimsoll_recorder;
GRANT SELECT ON plan_missing TO plimsoll_web;
GRANT SELECT ON plan_missing TO plimsoll_backup;
