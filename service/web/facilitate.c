// SPDX-License-Identifier: MIT
// The sessions that somebody leads, with how many places are taken and nobody's name.
#include "app/bookings/attendance.h"
#include "app/feeds/wording.h"
#include "store/people.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/session_words.h"
#include "web/visit.h"

#define SHOWN_SECONDS (28 * SECONDS_PER_DAY)

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct hosted **out, size_t *count, struct fault *fault)
{
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &visit->session.person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status =
		feed_hosted(connection, visit->session.person, call->request->arena, out, count, fault);
	return transaction_end(connection, status, fault);
}

static struct page_led led_of(const struct web_call *call, const struct hosted *led)
{
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(led->session.uuid, id);
	return (struct page_led){
		.kind = word_kind(call->language, led->kind),
		.topic = led->topic,
		.topic_shown = !text_equal(led->topic, word_kind(LANGUAGE_ENGLISH, led->kind)),
		.when = moment_span(call, led->during),
		.places = session_places(call, led),
		.href = visit_address(call, "/facilitate/%s", id),
	};
}

// Whether who came to one that is over can be noted still.
static bool is_noted(const struct hosted *led, struct instant now)
{
	return led->confirmed > 0 &&
		   instant_before(now, instant_later(led->during.to, ATTENDANCE_OPEN_FOR));
}

static bool fill(const struct web_call *call, const struct hosted *list, size_t count,
	struct page_facilitate *page)
{
	struct instant now = call->worker->options->now();
	page->sessions = arena_array(call->request->arena, count, sizeof *page->sessions);
	page->over = arena_array(call->request->arena, count, sizeof *page->over);
	for (size_t i = 0; page->sessions && page->over && i < count; i++) {
		if (list[i].cancelled)
			continue;
		if (!instant_before(now, list[i].during.to)) {
			if (is_noted(&list[i], now))
				page->over[page->over_count++] = led_of(call, &list[i]);
			continue;
		}
		if (!instant_before(list[i].during.from, instant_later(now, SHOWN_SECONDS))) {
			page->later_count++;
			continue;
		}
		page->sessions[page->sessions_count++] = led_of(call, &list[i]);
	}
	page->sessions_shown = page->sessions_count > 0;
	page->later_shown = page->later_count > 0;
	page->over_shown = page->over_count > 0;
	return page->sessions && page->over;
}

void web_facilitate(const struct web_call *call)
{
	struct hosted *list;
	size_t count;
	struct page_facilitate page = {.later_count = 0};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(call, visit, &list, &count, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_LED, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(call, list, count, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.feeds_href = visit_address(call, "/me/feeds");
	visit_answer(call, 200);
	page_facilitate(&call->response->body, call->language, &page);
}
