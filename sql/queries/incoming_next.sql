-- The next settled rows of an import.
-- role: recorder
-- needs: incoming_create, incoming_known_create, incoming_settle
-- gives: person_id uuid, incident uuid, occurred_at timestamptz, category text, modifier text
FETCH 2000 FROM incoming_settled;
