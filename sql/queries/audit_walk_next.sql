-- The next steps of the walk along every chain.
-- role: recorder, backup
-- needs: audit_walk
-- gives: person_id uuid, number integer, kind integer, acted_at bigint, actor text, actor_person_id uuid, actor_role text, action text, salt bytea, commitment bytea, link bytea, root_number integer
FETCH 1000 FROM audit_walk;
