// SPDX-License-Identifier: MIT
// Who came to a session, as whoever led it notes it.
//
// From its start until two weeks after its end whoever led it is told the first names of those who
// accepted, which is on the trail of each, and may note that they came or did not, or nothing,
// which is the default. A note can be corrected for a day. It goes into the log of the person:
// their lines are folded anew, so that an attended session quietens an alarm, and their cadences
// are counted anew, in the same transaction.
#pragma once

#include "app/exposures/record.h"
#include "store/attendances.h"

#define ATTENDANCE_OPEN_FOR (14 * SECONDS_PER_DAY)
#define ATTENDANCE_CORRECTED_FOR SECONDS_PER_DAY

struct session_seen {
	struct led_session session;
	bool begun, open;      // what can be noted
	struct attendee *list; // by name as it is called; nobody unless open
	size_t count;
};

// Whether what is noted of somebody stands for good.
bool attendance_settled(const struct attendee *attendee, struct instant now);

// As the recorder, in a transaction of its own. STATUS_NOT_FOUND where `by` leads no such session.
CHECKED enum status attendance_see(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, struct arena *arena, struct session_seen *out, struct fault *fault);

struct attendance_answer {
	struct booking_id booking;
	enum attendance noted;
};

// Notes what is said of people who accepted it; saying it again changes nothing. STATUS_NOT_FOUND
// as above and where there is no such booking, STATUS_CONFLICT where it is too early or too late.
CHECKED enum status attendance_say(const struct recorder *recorder, const struct audit_actor *by,
	struct session_id session, const struct attendance_answer *answers, size_t count,
	struct fault *fault);

// What somebody is called in front of a group: the first word of their name, and where another of
// the group has that too, the first letter of the last. In the arena; start NULL without memory.
struct text attendance_first_name(
	struct arena *arena, const struct attendee *list, size_t count, size_t which);
