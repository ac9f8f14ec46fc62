// SPDX-License-Identifier: MIT
// A thread that sends reminders as they fall due (app/reminders/reminders.h), with a connection of
// its own, so that a slow mail server holds up nothing here. Several services share the work.
#pragma once

#include "process/options.h"
#include "store/connection.h"

struct reminder_thread;

// Starts it where --mail-server names a server; else nothing is sent, and `*out` is NULL.
// `database` and `options` stay for as long as it runs.
CHECKED enum status reminders_start(const struct database *database, const struct options *options,
	struct reminder_thread **out, struct fault *fault);

// Ends what is being sent; accepts NULL.
void reminders_stop(struct reminder_thread *reminders);
