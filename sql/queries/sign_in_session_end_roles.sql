-- Ends a person's sessions that are in none of these roles; with none given, all.
-- role: recorder
-- takes: person_id uuid, roles text[], at timestamptz
UPDATE sign_in_session SET ended_at = $3
WHERE person_id = $1 AND ended_at IS NULL AND role <> ALL ($2);
