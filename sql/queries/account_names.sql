-- What some people are called, in no order.
-- role: recorder
-- takes: people uuid[]
-- gives: person_id uuid, display_name text
SELECT person_id, display_name FROM account WHERE person_id = ANY ($1);
