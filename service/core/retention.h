// SPDX-License-Identifier: MIT
// How long what is kept for a while is kept, in whole months of the calendar (UTC).
//
// An organisation begins with the periods of retention.def and may set others; what is over, such
// as a session somebody was signed in with, has no period: it goes within a day.
#pragma once

#include "core/instant.h"

enum retention_kind {
#define RETENTION(name, ...) name,
#include "core/retention.def"
#undef RETENTION
	RETENTION_COUNT
};

#define RETENTION_MOST 1200 // months

struct retention {
	int32_t months[RETENTION_COUNT];
};

const char *retention_name(enum retention_kind kind); // as commands and the database have it
const char *retention_about(
	enum retention_kind kind); // "the log of whoever has left, from then on"
int32_t retention_default(enum retention_kind kind);
int32_t retention_least(enum retention_kind kind);

// False, leaving `out`, for what is no kind.
bool retention_parse(struct text name, enum retention_kind *out);

// "18 months", "1 month", "2 years"; false, leaving `out`, for anything else and for more than
// RETENTION_MOST.
bool retention_period_parse(struct text period, int32_t *months);
#define RETENTION_PERIOD_LENGTH 32
void retention_period_format(int32_t months, char out[static RETENTION_PERIOD_LENGTH]);

// So many months before `now`: what was over by then has been kept long enough. Where that month
// has no such day, its last.
struct instant retention_limit(struct instant now, int32_t months);
