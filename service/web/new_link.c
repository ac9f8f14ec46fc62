// SPDX-License-Identifier: MIT
#include "web/new_link.h"

#include <stdarg.h>

#include "web/visit.h"
#include "words/words.h"

bool new_link_stays_here(struct text address)
{
	static const char *const here[] = {"localhost", "127.", "[::1]", "0.0.0.0"};
	struct text host = address;
	text_cut(&host, '/'); // "http:" and what is between the slashes
	text_cut(&host, '/');
	for (size_t i = 0; i < sizeof here / sizeof here[0]; i++) {
		if (text_starts(host, here[i]))
			return true;
	}
	return false;
}

// Where the client reached us, if nobody has said what people are to use.
struct text new_link_address(const struct web_call *call, const char *format, ...)
{
	char path[128];
	va_list arguments;
	struct text_builder address;
	const char *url = call->worker->options->url;
	struct text host = http_request_header(call->request, "Host");
	va_start(arguments, format);
	int length = vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= sizeof path)
		return (struct text){NULL, 0};
	builder_init(&address);
	if (url)
		builder_string(&address, url);
	else
		builder_format(&address, "http://%.*s", TEXT_ARGUMENTS(host));
	builder_string(&address, path);
	struct text copy = address.failed ? (struct text){NULL, 0}
									  : text_copy(call->request->arena, builder_view(&address));
	builder_done(&address);
	return copy;
}

// The same with the scheme that calendar programs listen for.
static struct text webcal_of(const struct web_call *call, struct text address)
{
	struct text_builder webcal;
	struct text rest = address;
	text_cut(&rest, ':');
	builder_init(&webcal);
	builder_format(&webcal, "webcal:%.*s", TEXT_ARGUMENTS(rest));
	struct text copy = webcal.failed ? (struct text){NULL, 0}
									 : text_copy(call->request->arena, builder_view(&webcal));
	builder_done(&webcal);
	return copy;
}

static const struct calendar *calendar_of(const struct web_call *call, enum feed_of of)
{
	const struct calendar *list[CALENDARS_MOST];
	size_t count = calendars_of(call->visit->session.role, list), i = 0;
	while (i + 1 < count && list[i]->of != of)
		i++;
	return list[i];
}

enum status new_link_fill(const struct web_call *call, const struct feed_link *link,
	struct text label, const struct token *token, struct page_new_link *out, struct fault *fault)
{
	const struct calendar *calendar = calendar_of(call, link->of);
	struct text address = new_link_address(call, "/f/%s.ics", token->text);
	struct text webcal = address.start ? webcal_of(call, address) : address;
	if (!webcal.start)
		return fault_memory(fault);
	struct page_new_link made = {
		.label = label,
		.address = address,
		.webcal = webcal,
		.calendar = words(call->language, calendar->name),
		.copy_href = visit_address(call, "/me/calendars/%s.ics%s", calendar->code,
			link->detail == FEED_TYPE ? "?detail=type" : ""),
		.stays_here = new_link_stays_here(address),
	};
	// Google and Microsoft read over the internet, and only under an address that was said.
	made.is_public = call->worker->options->secure && !made.stays_here;
	enum status status = qr_code_of(webcal, call->request->arena, &made.code, fault);
	if (status == STATUS_OK)
		*out = made;
	return status;
}
