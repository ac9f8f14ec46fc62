-- Has the engine look again at what is held for people with whom from now on is their line manager:
-- it lets that go, and looks for somebody else.
-- role: recorder
-- needs: staff_plan_create
-- takes: at timestamptz
UPDATE need SET try_at = $1
FROM staff_plan planned
WHERE need.person_id = planned.person_id AND need.state = 'held' AND new_manager
	AND EXISTS (SELECT FROM diary JOIN session USING (session_id)
		WHERE diary.person_id = need.person_id AND diary.need_id = need.need_id
			AND diary.state = 'held' AND session.host_person_id = planned.manager_id);
