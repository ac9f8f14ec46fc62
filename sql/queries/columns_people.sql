-- People after an id, in order, and of each whether their row was changed by a transaction from a
-- number on: whoever folds a log changes it (people_lock), and so does whoever destroys one
-- (erase_log). What was changed too long ago to tell counts as not changed.
-- role: recorder
-- takes: settled bigint, after uuid, most integer
-- gives: person_id uuid, changed boolean
SELECT person_id, age(xmin) <= age(($1 % 4294967296)::text::xid) AS changed
FROM person WHERE person_id > $2 ORDER BY person_id LIMIT $3;
