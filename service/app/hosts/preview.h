// SPDX-License-Identifier: MIT
// What a host's hours come to, day by day: which times are open, taken or not free, and why a day
// that they publish hours for has none.
#pragma once

#include "app/hosts/time.h"

#define HOST_PREVIEW_DAYS 14

enum host_use { HOST_OPEN, HOST_TAKEN, HOST_BUSY };

struct host_day_time {
	struct interval during;
	enum host_use use;
};

enum host_note { HOST_NO_NOTE, HOST_AWAY, HOST_HOLIDAY, HOST_NOTHING_OPEN };

struct host_day {
	struct interval span;        // of the day, from now on
	struct host_day_time *times; // by when they begin
	size_t count;
	enum host_note note;
};

struct host_preview {
	struct interval *open; // host_open_hours
	size_t open_count;
	struct host_day *days; // those that have something to tell, in order
	size_t count;
};

// Of today and the days after it, HOST_PREVIEW_DAYS in all. Busy times are told within the hours of
// a day alone: when else a host is busy is nobody's business. Where there are more times than can
// be published, none is open.
CHECKED enum status host_preview(const struct host_time *time, struct arena *arena,
	struct host_preview *out, struct fault *fault);
