// SPDX-License-Identifier: MIT
// Reminders of what people have booked. As the recorder where nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/language.h"
#include "core/seat.h"
#include "store/connection.h"

struct reminder_setting {
	bool two_days, two_hours;
	int32_t quiet_from, quiet_until; // minutes of the day; the same: no hour is quiet
};

// As the web role that works for the person; `*found` is false where they want none.
CHECKED enum status reminder_own(struct connection *connection, struct person_id person,
	struct reminder_setting *out, bool *found, struct fault *fault);
CHECKED enum status reminder_set(struct connection *connection, struct person_id person,
	const struct reminder_setting *setting, struct instant at, struct fault *fault);
CHECKED enum status reminder_end(
	struct connection *connection, struct person_id person, struct fault *fault);

struct reminder {
	struct person_id person;
	struct booking_id booking;
	struct text which; // "two_days", "two_hours"
	struct text sign_in_name;
	enum language language;
};

// Those that may be sent at `at`, so many minutes after local midnight.
CHECKED enum status reminders_due(struct connection *connection, struct instant at, int32_t minute,
	int32_t most, struct arena *arena, struct reminder **out, size_t *count, struct fault *fault);

// Takes one upon oneself; `*tries` is how often it was with this time, 0 where another has it.
CHECKED enum status reminder_claim(struct connection *connection, const struct reminder *reminder,
	struct instant at, int32_t *tries, struct fault *fault);

enum reminder_state { REMINDER_SENT, REMINDER_FAILED, REMINDER_WAITING };

// What became of it; one that waits is tried again at `again`.
CHECKED enum status reminder_settle(struct connection *connection, const struct reminder *reminder,
	enum reminder_state state, struct instant again, struct instant at, struct fault *fault);

CHECKED enum status reminders_forget(
	struct connection *connection, struct instant before, struct fault *fault);
