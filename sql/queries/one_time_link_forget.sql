-- Forgets a person's links: those that were used or have expired, and for somebody who is given a new
-- one or leaves, the others too.
-- role: recorder
-- takes: person_id uuid
DELETE FROM one_time_link WHERE person_id = $1;
