// SPDX-License-Identifier: MIT
#include "core/staff_view.h"

#include <assert.h>

static const char *const names[STAFF_OPINION_COUNT] = {
	[STAFF_AGREES] = "agrees",
	[STAFF_DISAGREES] = "disagrees",
	[STAFF_WITHOUT_VIEW] = "none",
};

const char *staff_opinion_name(enum staff_opinion opinion)
{
	assert((unsigned)opinion < STAFF_OPINION_COUNT);
	return names[opinion];
}

bool staff_opinion_parse(struct text text, enum staff_opinion *out)
{
	for (int i = 0; i < STAFF_OPINION_COUNT; i++) {
		if (text_is(text, names[i])) {
			*out = (enum staff_opinion)i;
			return true;
		}
	}
	return false;
}

bool staff_line_is_sound(struct text line, size_t most, bool may_be_empty)
{
	for (size_t i = 0; i < line.length; i++) {
		if ((unsigned char)line.start[i] < ' ')
			return false;
	}
	return text_is_utf8(line) && line.length <= most && (line.length > 0 || may_be_empty);
}
