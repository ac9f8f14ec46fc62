-- Destroys what is left of reminders from before a time.
-- role: recorder
-- takes: before timestamptz
DELETE FROM reminder WHERE changed_at < $1;
