-- A person's trail with the names of those who are on it; of what is erased only the number is left.
-- role: recorder
-- takes: person_id uuid
-- gives: number integer, acted_at timestamptz, actor text, name text, role text, action text
SELECT number, acted_at, actor, display_name AS name, actor_role AS role, action
FROM audit_entry LEFT JOIN account ON account.person_id = actor_person_id
WHERE audit_entry.person_id = $1 ORDER BY number;
