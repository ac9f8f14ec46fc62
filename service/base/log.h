// SPDX-License-Identifier: MIT
// The log sink: one JSON object per line on standard error, with a syslog priority in front where
// a journal reads it. Libraries never log; `web` and `process` do, once per event.
//
// Never a token, a name, a reference, an address of a feed or a number about a person: fields are
// ids of requests, routes, statuses, durations and sentences from faults.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_NOTICE, LOG_DETAIL };

struct log_field {
	const char *name;
	const char *text; // NULL: the number counts
	int64_t number;
};

#define LOG_TEXT(name, value) ((struct log_field){name, value, 0})
#define LOG_NUMBER(name, value) ((struct log_field){name, NULL, value})

// Set once before threads start: the level above which nothing is written, where lines go (a file
// descriptor), and whether each starts with "<n>" for the journal.
void log_open(enum log_level most, int descriptor, bool priorities);

// One line: {"level":…,"event":…,fields…}. Written with one write(2), so lines never mix. The
// journal or the terminal adds the time.
void log_write(enum log_level level, const char *event, const struct log_field *fields, int count);

// With at least one field.
#define LOG(level, event, ...)                                                                     \
	log_write(level, event, (const struct log_field[]){__VA_ARGS__},                               \
		(int)(sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field)))
