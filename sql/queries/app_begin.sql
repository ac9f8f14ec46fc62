-- Begins a transaction's work for one person, or for the holder of one feed link.
-- role: web
-- takes: person_id uuid, token_hash bytea
SELECT FROM app_begin($1, $2);
