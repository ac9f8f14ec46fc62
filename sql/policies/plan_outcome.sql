-- Grants of plan_outcome, which holds only what may be shown.
GRANT SELECT, INSERT, DELETE ON plan_outcome TO plimsoll_recorder;
GRANT SELECT ON plan_outcome TO plimsoll_web;
GRANT SELECT ON plan_outcome TO plimsoll_backup;
