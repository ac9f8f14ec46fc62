// SPDX-License-Identifier: MIT
#include "core/session.h"

#include <assert.h>

static const char *const names[SESSION_KIND_COUNT] = {
	[SESSION_REFLECTIVE_SUPERVISION] = "reflective_supervision",
	[SESSION_SUPPORT_GROUP] = "support_group",
	[SESSION_PHONE_IN] = "phone_in",
	[SESSION_WEBINAR] = "webinar",
	[SESSION_WELLBEING_REVIEW] = "wellbeing_review",
	[SESSION_CHECK_IN] = "check_in",
	[SESSION_WELLBEING_VISIT] = "wellbeing_visit",
	[SESSION_OPEN_CONVERSATION] = "open_conversation",
	[SESSION_RECOGNITION] = "recognition",
};

const char *session_kind_name(enum session_kind kind)
{
	assert((size_t)kind < SESSION_KIND_COUNT);
	return names[kind];
}

bool session_kind_parse(struct text text, enum session_kind *out)
{
	for (size_t i = 0; i < SESSION_KIND_COUNT; i++) {
		if (text_is(text, names[i])) {
			*out = (enum session_kind)i;
			return true;
		}
	}
	return false;
}

bool session_takes_time(enum session_kind kind)
{
	return kind == SESSION_SUPPORT_GROUP || session_is_alone(kind);
}

bool session_is_alone(enum session_kind kind)
{
	return kind == SESSION_REFLECTIVE_SUPERVISION || kind == SESSION_WELLBEING_REVIEW ||
		   kind == SESSION_CHECK_IN;
}

bool session_takes_questions(enum session_kind kind)
{
	return kind == SESSION_WEBINAR || kind == SESSION_PHONE_IN || kind == SESSION_OPEN_CONVERSATION;
}
