// SPDX-License-Identifier: MIT
// Reminders by e-mail of what people have booked, two days and two hours before, to those who want
// them.
//
// A mail says that there is an appointment, and where to see it: no kind, no name, no time, no
// cause, and the same whichever reminder it is. None goes out within a person's quiet hours, nor
// after a night shift while their roster has them rest, nor once it is of no use. Each is sent at
// most once: it is claimed before it is sent, by a row that commits first, and one of which nobody
// knows whether it went is not sent again; only what a server certainly did not take is tried
// again, later each time.
#pragma once

#include "app/organisation/setting.h"
#include "net/mail.h"

struct reminder_sender {
	const struct mail_server *server;
	struct text from, url; // url: where people reach the service, empty where nobody said
	int stop;              // a descriptor: once it can be read, nothing more is sent
};

struct reminder_report {
	int64_t sent, waiting, failed;
};

// Those that are due at `now`, as the recorder; adds to `report`.
CHECKED enum status reminders_send(struct connection *recorder, const struct setting *setting,
	const struct reminder_sender *sender, struct instant now, struct reminder_report *report,
	struct fault *fault);
