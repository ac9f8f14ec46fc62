-- Destroys the marks of sessions about which nothing is asked any more.
-- role: recorder
-- takes: at timestamptz
DELETE FROM feedback_spent WHERE until <= $1;
