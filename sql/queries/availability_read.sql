-- What a host's sessions are like.
-- role: web, recorder
-- takes: person_id uuid
-- gives: kind text, minutes integer, buffer_minutes integer, daily_cap integer, manner text
SELECT kind, minutes, buffer_minutes, daily_cap, coalesce(manner, '') AS manner FROM availability WHERE person_id = $1;
