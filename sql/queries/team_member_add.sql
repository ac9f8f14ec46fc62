-- Adds memberships; one of a person who is in a team at any time of it is left out.
-- role: recorder
-- takes: organisation_id uuid, person_ids uuid[], team_ids uuid[], during tstzrange[], at timestamptz
INSERT INTO team_member (person_id, team_id, organisation_id, during, recorded_at)
SELECT person_id, team_id, $1, during, $5
FROM unnest($2::uuid[], $3::uuid[], $4::tstzrange[]) AS given (person_id, team_id, during)
ON CONFLICT DO NOTHING;
