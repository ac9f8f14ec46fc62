-- Whether somebody has left, and when: a row of those with an account, locked.
-- role: erasure
-- takes: person_id uuid
-- gives: has_left boolean, left_at timestamptz, changed_at timestamptz
SELECT state = 'left' AS has_left, coalesce(leaves_at, changed_at) AS left_at, changed_at
FROM account WHERE person_id = $1 FOR UPDATE;
