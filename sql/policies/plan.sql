-- Grants of plan, which is of nobody.
GRANT SELECT, INSERT, UPDATE (planned_at, claimed_until) ON plan TO plimsoll_recorder;
GRANT SELECT ON plan TO plimsoll_backup;
