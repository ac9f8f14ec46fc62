// SPDX-License-Identifier: MIT
// Private to web: a host's availability in words, and their page of it.
#pragma once

#include "app/hosts/time.h"
#include "web/pages.h"
#include "web/visit.h"

// "Monday and Wednesday, 09:00–12:00", "Wednesday 2 December, all day", and since when or until
// when hours of a week hold, where that needs saying.
void availability_hours_words(
	const struct web_call *call, const struct host_hours *hours, struct page_published_hours *out);

// What a calendar is called, what it said when it was last read, and why it was not since.
void availability_calendar_words(const struct web_call *call, const struct busy_calendar *calendar,
	struct page_busy_calendar *out);

struct text availability_clash_words(const struct web_call *call, enum host_clash clash);

// Answers with the page: read as whoever the connection works for, with what went wrong, if
// anything did.
void availability_show(const struct web_call *call, struct web_visit *visit,
	const struct host_time *time, struct text problem);
