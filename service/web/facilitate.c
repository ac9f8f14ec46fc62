// SPDX-License-Identifier: MIT
// The sessions that somebody leads, with how many places are taken and nobody's name.
#include "app/bookings/attendance.h"
#include "app/bookings/move.h"
#include "app/feeds/wording.h"
#include "store/people.h"
#include "web/call_off.h"
#include "web/duty.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/session_words.h"
#include "web/visit.h"

#define SHOWN_SECONDS (28 * SECONDS_PER_DAY)

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct hosted **out, size_t *count, struct own_duty *duty, struct fault *fault)
{
	struct instant now = call->worker->options->now();
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &visit->session.person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status =
		feed_hosted(connection, visit->session.person, call->request->arena, out, count, fault);
	if (status == STATUS_OK)
		status = own_duty_read(call, connection, visit->session.person,
			(struct interval){now, instant_later(now, SHOWN_SECONDS)}, duty, fault);
	return transaction_end(connection, status, fault);
}

static struct page_led led_of(const struct web_call *call, const struct hosted *item)
{
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(item->session.uuid, id);
	return (struct page_led){
		.kind = word_kind(call->language, item->kind),
		.topic = item->topic,
		.topic_shown = !text_equal(item->topic, word_kind(LANGUAGE_ENGLISH, item->kind)),
		.when = session_time(call, item->during),
		.places = session_places(call, item),
		.called_shown =
			booking_may_be_called(&call->worker->zone, item->during, call->worker->options->now()),
		.off_href = visit_address(call, "/call-off/session/%s", id),
		.called_href = visit_address(call, "/call-off/called/%s", id),
		.href = visit_address(call, "/facilitate/%s", id),
	};
}

// One that is over is told with its day.
static struct page_led over_of(const struct web_call *call, const struct hosted *item)
{
	struct page_led led = led_of(call, item);
	led.when = moment_span(call, item->during);
	return led;
}

// Whether who came to one that is over can be noted still.
static bool is_noted(const struct hosted *led, struct instant now)
{
	return led->confirmed > 0 &&
		   instant_before(now, instant_later(led->during.to, ATTENDANCE_OPEN_FOR));
}

static bool is_on(struct civil day, struct civil other)
{
	return day.year == other.year && day.month == other.month && day.day == other.day;
}

static struct page_led_day day_of(const struct web_call *call, struct civil day, struct instant at)
{
	return (struct page_led_day){
		.name = moment_day(call, at),
		.off_href =
			visit_address(call, "/call-off/day/%04d-%02d-%02d", day.year, day.month, day.day),
	};
}

// By day, as they come; false without memory.
static bool fill(const struct web_call *call, const struct own_duty *duty,
	const struct hosted *list, size_t count, struct page_facilitate *page)
{
	struct instant now = call->worker->options->now();
	struct page_led *sessions = arena_array(call->request->arena, count, sizeof *sessions);
	struct civil last = {0};
	size_t shown = 0;
	page->days = arena_array(call->request->arena, count, sizeof *page->days);
	page->over = arena_array(call->request->arena, count, sizeof *page->over);
	bool room = sessions && page->days && page->over;
	for (size_t i = 0; room && i < count; i++) {
		struct civil day = zone_local(&call->worker->zone, list[i].during.from);
		if (list[i].cancelled)
			continue;
		if (!instant_before(now, list[i].during.to)) {
			if (is_noted(&list[i], now))
				page->over[page->over_count++] = over_of(call, &list[i]);
			continue;
		}
		if (!instant_before(list[i].during.from, instant_later(now, SHOWN_SECONDS))) {
			page->later_count++;
			continue;
		}
		if (page->days_count == 0 || !is_on(day, last)) {
			page->days[page->days_count++] = day_of(call, day, list[i].during.from);
			page->days[page->days_count - 1].sessions = &sessions[shown];
		}
		struct page_led_day *today = &page->days[page->days_count - 1];
		sessions[shown] = led_of(call, &list[i]);
		sessions[shown++].on_holiday = own_duty_is_on_holiday(call, duty, list[i].during);
		today->sessions_count++;
		today->several = today->sessions_count > 1;
		last = day;
	}
	page->days_shown = page->days_count > 0;
	page->later_shown = page->later_count > 0;
	page->over_shown = page->over_count > 0;
	return room;
}

void web_facilitate(const struct web_call *call)
{
	struct hosted *list;
	size_t count;
	struct own_duty duty;
	struct page_facilitate page = {.later_count = 0};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(call, visit, &list, &count, &duty, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_LED, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(call, &duty, list, count, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.feeds_href = visit_address(call, "/me/feeds");
	page.notice = call_off_notice(call);
	page.notice_shown = page.notice.length > 0;
	visit_answer(call, 200);
	page_facilitate(&call->response->body, call->language, &page);
}
