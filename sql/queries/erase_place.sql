-- Destroys what is known of a person's place, and what they attended and led.
-- role: erasure
-- takes: person_id uuid
-- gives: removed bigint, bookings bigint, teams bigint, profiles bigint
WITH removed AS (DELETE FROM retraction WHERE person_id = $1 RETURNING 1),
bookings AS (DELETE FROM diary WHERE person_id = $1 RETURNING 1),
revisions AS (DELETE FROM feed_revision WHERE person_id = $1 RETURNING 1),
teams AS (DELETE FROM team_member WHERE person_id = $1 RETURNING 1),
profiles AS (DELETE FROM former_profile WHERE person_id = $1 RETURNING 1)
SELECT (SELECT count(*) FROM removed) AS removed, (SELECT count(*) FROM bookings) AS bookings,
	(SELECT count(*) FROM teams) AS teams, (SELECT count(*) FROM profiles) AS profiles;
