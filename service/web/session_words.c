// SPDX-License-Identifier: MIT
#include "web/session_words.h"

#include "app/feeds/wording.h"
#include "words/date.h"

struct text session_places(const struct web_call *call, const struct hosted *led)
{
	if (led->capacity > 1)
		return word_places(call->request->arena, call->language, led->taken, led->capacity);
	if (led->taken == 0)
		return words(call->language, MESSAGE("Open"));
	return words(call->language,
		led->confirmed ? MESSAGE("Confirmed") : MESSAGE("Taken, not confirmed yet"));
}

const char *session_style(enum session_kind kind)
{
	static const char *const styles[] = {
		[SESSION_REFLECTIVE_SUPERVISION] = "sup",
		[SESSION_SUPPORT_GROUP] = "grp",
		[SESSION_PHONE_IN] = "pho",
		[SESSION_WEBINAR] = "web",
		[SESSION_WELLBEING_REVIEW] = "rev",
		[SESSION_CHECK_IN] = "rev",
		[SESSION_WELLBEING_VISIT] = "web",
		[SESSION_OPEN_CONVERSATION] = "pho",
		[SESSION_RECOGNITION] = "web",
	};
	return styles[kind];
}

struct text session_time(const struct web_call *call, struct interval during)
{
	struct text_builder out;
	builder_init(&out);
	words_time(&out, zone_local(&call->worker->zone, during.from));
	builder_string(&out, "–");
	words_time(&out, zone_local(&call->worker->zone, during.to));
	struct text copy =
		out.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&out));
	builder_done(&out);
	return copy;
}
