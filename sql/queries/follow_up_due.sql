-- What is to be asked for by now, the people locked: whom another engine has, or somebody who records,
-- is left out.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, need_id uuid, number integer, response text, due timestamptz
SELECT follow_up.person_id, follow_up.need_id, number, response, due_at AS due
FROM follow_up JOIN person USING (person_id)
WHERE due_at <= $1 ORDER BY person_id, due_at, number LIMIT $2
FOR UPDATE OF person SKIP LOCKED;
