-- Destroys a person's log, to which sessions they came, and all that comes of it, and what they wait for. What they removed stays known as removed. Their
-- row is changed so that the columnar cache follows.
-- role: erasure
-- takes: person_id uuid
-- gives: entries bigint, loads bigint, crossings bigint, offers bigint
WITH entries AS (DELETE FROM exposure WHERE person_id = $1 RETURNING 1),
loads AS (DELETE FROM line_state WHERE person_id = $1 RETURNING 1),
alarms AS (DELETE FROM alarm WHERE person_id = $1 RETURNING 1),
crossings AS (DELETE FROM crossing WHERE person_id = $1 RETURNING 1),
attended AS (DELETE FROM attendance WHERE person_id = $1 RETURNING 1),
offers AS (DELETE FROM need WHERE person_id = $1 RETURNING 1),
waited AS (DELETE FROM waiting WHERE person_id = $1 RETURNING 1),
nothing_folded AS (UPDATE person SET folded_at = 'epoch' WHERE person_id = $1)
SELECT (SELECT count(*) FROM entries) AS entries,
	(SELECT count(*) FROM loads) + (SELECT count(*) FROM alarms) AS loads,
	(SELECT count(*) FROM crossings) AS crossings,
	(SELECT count(*) FROM offers) + (SELECT count(*) FROM waited) AS offers;
