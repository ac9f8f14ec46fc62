-- Grants of trend_period, which holds nobody's log: the recorder's to add to.
GRANT SELECT, INSERT ON trend_period TO plimsoll_recorder;
GRANT SELECT ON trend_period TO plimsoll_web;
GRANT SELECT ON trend_period TO plimsoll_backup;
