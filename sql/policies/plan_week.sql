-- Grants of plan_week, which holds only what may be shown.
GRANT SELECT, INSERT, DELETE ON plan_week TO plimsoll_recorder;
GRANT SELECT ON plan_week TO plimsoll_web;
GRANT SELECT ON plan_week TO plimsoll_backup;
