-- A bare single row, committed: no look, no state, no batch.
\set person random(1, :people)
\set first random(0, 2147483647)
\set second random(0, 2147483647)
INSERT INTO exposure (person_id, exposure_id, organisation_id, occurred_at, recorded_at, category,
	involvement, modifiers, source, policy_version, dose)
VALUES (('00000000-0000-4000-8000-' || lpad(:person::text, 12, '0'))::uuid,
	(lpad(to_hex(:first::bigint), 8, '0') || '-0000-7000-8000-0000' || lpad(to_hex(:second::bigint), 8, '0'))::uuid,
	:organisation::uuid, now(), now(), 'INC_DISORDER', 'direct', '{}', 'self', 1, 10);
