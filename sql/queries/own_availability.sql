-- What the sessions of a host are like.
-- role: web
-- takes: person_id uuid
-- gives: kind text, minutes integer, buffer_minutes integer, daily_cap integer, session_manner text, changed_at timestamptz
SELECT kind, minutes, buffer_minutes, daily_cap, coalesce(manner, '') AS session_manner, changed_at
FROM availability WHERE person_id = $1;
