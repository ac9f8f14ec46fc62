-- What a host's sessions are like.
-- role: web, recorder
-- takes: person_id uuid
-- gives: kind text, minutes integer, buffer_minutes integer, daily_cap integer
SELECT kind, minutes, buffer_minutes, daily_cap FROM availability WHERE person_id = $1;
