// SPDX-License-Identifier: MIT
// A thread that fetches people's calendars as they fall due (app/hosts/calendars.h), one at a time,
// with a connection of its own, so that a slow server elsewhere holds up nothing here. Several
// services share the work.
#pragma once

#include "net/network.h"
#include "secret/key.h"
#include "store/connection.h"

struct calendar_thread;

// `database`, `key` and `allowed` stay for as long as it runs.
CHECKED enum status calendars_start(const struct database *database, const struct key *key,
	const struct networks *allowed, struct calendar_thread **out, struct fault *fault);

// Ends what is being fetched; accepts NULL.
void calendars_stop(struct calendar_thread *calendars);
