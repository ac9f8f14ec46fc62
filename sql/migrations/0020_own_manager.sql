-- Nobody is offered a session that is led by whom they report to then: where there are only such,
-- that is the reason why there is no seat.
ALTER TABLE need DROP CONSTRAINT need_no_seat_reason_check;
ALTER TABLE need ADD CONSTRAINT need_no_seat_reason_check
	CHECK (no_seat_reason IN ('none_offered', 'own_manager', 'all_taken', 'diary_full'));
