-- Lets the lines of some people come due no more; those that apply to them are written anew.
-- role: recorder
-- takes: person_ids uuid[]
UPDATE line_state SET next_change_at = 'infinity' WHERE person_id = ANY ($1);
