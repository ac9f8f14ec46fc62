-- Locks people whose lines were last folded by an earlier version of the policy, and tells when they
-- joined; infinity where it is not known. Whom somebody else has is left out.
-- role: recorder
-- takes: version integer, most integer
-- gives: person_id uuid, profile text, policy_version integer, joined_at timestamptz
SELECT person_id, profile, folded_version AS policy_version,
	coalesce(joined_on::timestamp AT TIME ZONE 'UTC', 'infinity') AS joined_at
FROM person WHERE folded_version < $1
ORDER BY folded_version LIMIT $2
FOR UPDATE SKIP LOCKED;
