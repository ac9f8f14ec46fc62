-- What would be destroyed if it were done now, of what is kept from `entries`, `bookings` and `audit`
-- on, and of what is over.
-- role: erasure
-- takes: entries timestamptz, bookings timestamptz, audit timestamptz, since timestamptz, now timestamptz
-- gives: entries bigint, loads bigint, crossings bigint, offers bigint, bookings bigint, feed_reads bigint, sign_ins bigint, sign_in_links bigint, audit_entries bigint, absences bigint, rosters bigint
WITH leaver AS (SELECT person_id FROM account
	WHERE state = 'left' AND coalesce(leaves_at, changed_at) <= $1),
old_chain AS (SELECT DISTINCT person_id FROM audit_entry old
	WHERE acted_at <= $3 AND action <> 'aged' AND NOT EXISTS (
		SELECT FROM audit_entry said
		WHERE said.person_id = old.person_id AND said.action = 'aged' AND said.acted_at > $4))
SELECT (SELECT count(*) FROM exposure JOIN leaver USING (person_id)) AS entries,
	(SELECT count(*) FROM line_state JOIN leaver USING (person_id))
		+ (SELECT count(*) FROM alarm JOIN leaver USING (person_id)) AS loads,
	(SELECT count(*) FROM crossing JOIN leaver USING (person_id)) AS crossings,
	(SELECT count(*) FROM need WHERE person_id IN (SELECT person_id FROM leaver)
		OR (state IN ('booked', 'declined', 'lapsed', 'escalated') AND latest_at <= $2)) AS offers,
	(SELECT count(*) FROM diary WHERE upper(during) <= $2) AS bookings,
	(SELECT count(*) FROM feed_read JOIN feed_token USING (link_id) WHERE revoked_at <= $5)
		AS feed_reads,
	(SELECT count(*) FROM sign_in_session
		WHERE least(ended_at, idle_until, absolute_until) <= $5) AS sign_ins,
	(SELECT count(*) FROM one_time_link WHERE least(used_at, expires_at) <= $5) AS sign_in_links,
	(SELECT count(*) FROM audit_entry JOIN old_chain USING (person_id) WHERE acted_at <= $3)
		AS audit_entries,
	(SELECT count(*) FROM absence WHERE upper(during) <= $5 - interval '672 hours') AS absences,
	(SELECT count(*) FROM roster WHERE upper(covers) <= $5 - interval '672 hours'
		AND cardinality(starts) > 0) AS rosters;
