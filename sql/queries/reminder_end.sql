-- Somebody wants to be reminded of nothing.
-- role: recorder
-- takes: person_id uuid
DELETE FROM reminder_setting WHERE person_id = $1;
