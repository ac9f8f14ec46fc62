-- Lets a transaction that works for a line manager see their team's sessions, and gives the team.
-- role: web
-- takes: at timestamptz
-- gives: person_id uuid
SELECT person_id FROM app_team($1) AS person_id;
