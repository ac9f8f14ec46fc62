-- Takes in the rows of an import.
-- role: recorder
-- copy
-- needs: incoming_create
-- takes: reference text, person_id uuid, incident uuid, occurred_at timestamptz, category text, modifier text, weight double precision
COPY incoming (reference, person_id, incident, occurred_at, category, modifier, weight)
FROM STDIN (FORMAT binary);
