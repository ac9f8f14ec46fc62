-- The working time about a stretch of time of those who are in somebody's team now, them included,
-- and when they are at sessions or are held a seat in one; in order of people.
-- role: recorder
-- takes: person_id uuid, within tstzrange
-- gives: person_id uuid, what text, shift text, during tstzrange
WITH mate AS (
	SELECT mate.person_id FROM team_member own JOIN team_member mate USING (team_id)
	WHERE own.person_id = $1 AND upper(own.during) = 'infinity' AND upper(mate.during) = 'infinity')
SELECT person_id, 'entry' AS what, kind AS shift, tstzrange(start, start + lasts * interval '1 second')
	AS during
FROM mate JOIN roster USING (person_id),
	unnest(starts, seconds, kinds) AS entry (start, lasts, kind)
WHERE covers && $2 AND start < upper($2) AND start + lasts * interval '1 second' > lower($2)
UNION ALL
SELECT person_id, 'away', '', during FROM mate JOIN absence USING (person_id) WHERE during && $2
UNION ALL
SELECT person_id, 'session', '', during FROM diary
WHERE person_id = ANY (ARRAY(SELECT person_id FROM mate)) AND during && $2 AND takes_time
	AND state IN ('held', 'confirmed')
ORDER BY person_id;
