-- Settles an import: one row per incident and person, at the earliest time of its rows, of the
-- category of the heaviest; people in their order.
-- role: recorder
-- needs: incoming_create, incoming_known_create
DECLARE incoming_settled NO SCROLL CURSOR WITH HOLD FOR
SELECT DISTINCT ON (person_id, incident)
	person_id, incident, min(occurred_at) OVER (PARTITION BY person_id, incident
		ORDER BY weight DESC, category, modifier
		ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS occurred_at,
	category, modifier
FROM (SELECT known.person_id, incoming.incident, incoming.occurred_at, incoming.category,
		incoming.modifier, incoming.weight
	FROM incoming JOIN incoming_known known USING (reference)) AS row
ORDER BY person_id, incident, weight DESC, category, modifier;
