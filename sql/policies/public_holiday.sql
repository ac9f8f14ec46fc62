-- Grants of public_holiday, which is of nobody.
GRANT SELECT, INSERT, DELETE ON public_holiday TO plimsoll_recorder;
GRANT SELECT ON public_holiday TO plimsoll_web;
GRANT SELECT ON public_holiday TO plimsoll_backup;
