-- Which person each responder of an import is.
-- role: recorder
CREATE TEMPORARY TABLE incoming_known (reference text NOT NULL, person_id uuid NOT NULL);
