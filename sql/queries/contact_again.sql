-- Another time is asked for, so that its time runs anew.
-- role: recorder
-- takes: person_id uuid, need_id uuid, at timestamptz
UPDATE contact SET due_at = $3 + make_interval(secs => after_seconds), changed_at = $3
WHERE person_id = $1 AND need_id = $2 AND NOT listed;
