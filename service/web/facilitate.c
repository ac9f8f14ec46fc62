// SPDX-License-Identifier: MIT
// The week of whoever leads sessions, with how many places are taken and nobody's name.
#include <stdio.h>

#include "app/bookings/attendance.h"
#include "app/feeds/wording.h"
#include "store/people.h"
#include "web/call_off.h"
#include "web/duty.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/session_words.h"
#include "web/visit.h"
#include "web/week_days.h"
#include "words/words.h"

struct leading {
	const struct web_call *call;
	struct instant now;
	struct civil monday;
	struct interval week;
	struct hosted *list;
	size_t count;
	struct own_duty duty;
};

static enum status read(struct leading *leading, const struct web_visit *visit, struct fault *fault)
{
	const struct web_call *call = leading->call;
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &visit->session.person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = feed_hosted(connection, visit->session.person, call->request->arena, &leading->list,
		&leading->count, fault);
	if (status == STATUS_OK)
		status = own_duty_read(
			call, connection, visit->session.person, leading->week, &leading->duty, fault);
	return transaction_end(connection, status, fault);
}

static bool is_over(const struct leading *leading, const struct hosted *led)
{
	return !instant_before(leading->now, led->during.to);
}

// Whether who came to one that is over can be noted still.
static bool is_noted(const struct leading *leading, const struct hosted *led)
{
	return is_over(leading, led) && led->confirmed > 0 &&
		   instant_before(leading->now, instant_later(led->during.to, ATTENDANCE_OPEN_FOR));
}

static bool is_within(struct interval whole, struct instant at)
{
	return !instant_before(at, whole.from) && instant_before(at, whole.to);
}

static bool starts_within(const struct hosted *led, struct interval within)
{
	return is_within(within, led->during.from);
}

static struct page_led led_of(const struct leading *leading, const struct hosted *item)
{
	const struct web_call *call = leading->call;
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(item->session.uuid, id);
	return (struct page_led){
		.style = week_style(item),
		.time = session_time(call, item->during),
		.kind = word_kind(call->language, item->kind),
		.topic = item->topic,
		.topic_shown = !text_equal(item->topic, word_kind(LANGUAGE_ENGLISH, item->kind)),
		.places = session_places(call, item),
		.href = visit_address(call, "/facilitate/%s", id),
	};
}

// "Thu 10 · 15:00–16:00 · Reflective supervision".
static struct page_led_choice choice_of(
	const struct leading *leading, const struct page_led_day *day, const struct hosted *item)
{
	struct arena *arena = leading->call->request->arena;
	struct text kind = word_kind(leading->call->language, item->kind);
	struct text time = session_time(leading->call, item->during);
	char id[UUID_TEXT_LENGTH + 1], label[256];
	uuid_format(item->session.uuid, id);
	snprintf(label, sizeof label, "%.*s · %.*s · %.*s", TEXT_ARGUMENTS(day->name),
		TEXT_ARGUMENTS(time), TEXT_ARGUMENTS(kind));
	return (struct page_led_choice){
		text_copy(arena, text_of(id)), text_copy(arena, text_of(label))};
}

static struct page_led_choice choice_of_day(
	const struct leading *leading, const struct page_led_day *day, struct civil date)
{
	const struct web_call *call = leading->call;
	const struct place place = {"day", day->name};
	char written[32];
	snprintf(written, sizeof written, "%04d-%02d-%02d", date.year, date.month, date.day);
	return (struct page_led_choice){text_copy(call->request->arena, text_of(written)),
		moment_sentence(
			call, words(call->language, MESSAGE("All that is left of {day}")), &place, 1)};
}

// False without memory.
static bool fill_day(const struct leading *leading, struct civil date, struct page_facilitate *page)
{
	const struct web_call *call = leading->call;
	struct page_led_day *day = &page->days[page->days_count++];
	struct interval whole = {zone_instant(&call->worker->zone, date),
		zone_instant(&call->worker->zone, week_day(date, 1))};
	size_t first = page->choices_count;
	*day = (struct page_led_day){
		.name = week_day_name(call, date),
		.sessions = arena_array(call->request->arena, leading->count, sizeof *day->sessions),
		.today = is_within(whole, leading->now),
	};
	for (size_t i = 0; day->sessions && i < leading->count; i++) {
		const struct hosted *item = &leading->list[i];
		if (item->cancelled || !starts_within(item, whole))
			continue;
		struct page_led *led = &day->sessions[day->sessions_count++];
		*led = led_of(leading, item);
		led->on_holiday = own_duty_is_on_holiday(call, &leading->duty, item->during);
		if (!is_over(leading, item))
			page->choices[page->choices_count++] = choice_of(leading, day, item);
	}
	if (page->choices_count > first + 1)
		page->choices[page->choices_count++] = choice_of_day(leading, day, date);
	day->any = day->sessions_count > 0;
	page->session_count += (int64_t)day->sessions_count;
	return day->sessions && day->name.start;
}

static struct text week_href(const struct web_call *call, struct civil monday)
{
	return visit_address(
		call, "/facilitate?from=%04d-%02d-%02d", monday.year, monday.month, monday.day);
}

// What is over with its day; false without memory.
static bool fill_lists(const struct leading *leading, struct page_facilitate *page)
{
	page->over = arena_array(leading->call->request->arena, leading->count, sizeof *page->over);
	for (size_t i = 0; page->over && i < leading->count; i++) {
		const struct hosted *item = &leading->list[i];
		if (item->cancelled)
			continue;
		if (is_noted(leading, item)) {
			page->over[page->over_count] = led_of(leading, item);
			page->over[page->over_count++].time = moment_span(leading->call, item->during);
		}
		page->later_count += !instant_before(item->during.from, leading->week.to);
	}
	page->over_shown = page->over_count > 0;
	page->later_shown = page->later_count > 0;
	return page->over;
}

static bool fill(const struct leading *leading, struct page_facilitate *page)
{
	const struct web_call *call = leading->call;
	struct arena *arena = call->request->arena;
	char from[32];
	snprintf(from, sizeof from, "%04d-%02d-%02d", leading->monday.year, leading->monday.month,
		leading->monday.day);
	page->from = text_copy(arena, text_of(from));
	page->title = week_title(call, leading->monday);
	page->days = arena_array(arena, WEEK_DAYS, sizeof *page->days);
	page->choices = arena_array(arena, leading->count + WEEK_DAYS, sizeof *page->choices);
	bool room = page->days && page->choices && page->from.start;
	for (int i = 0; room && i < WEEK_DAYS; i++)
		room = fill_day(leading, week_day(leading->monday, i), page);
	page->choosing = page->choices_count > 0;
	page->before_href = week_href(call, week_day(leading->monday, -WEEK_DAYS));
	page->after_href = week_href(call, week_day(leading->monday, WEEK_DAYS));
	page->now_href = visit_address(call, "/facilitate");
	page->now_shown = !is_within(leading->week, leading->now);
	page->off_href = visit_address(call, "/call-off");
	page->feeds_href = visit_address(call, "/me/feeds");
	page->notice = call_off_notice(call);
	page->notice_shown = page->notice.length > 0;
	return room && fill_lists(leading, page);
}

void web_facilitate(const struct web_call *call)
{
	struct leading leading = {.call = call, .now = call->worker->options->now()};
	struct page_facilitate page = {.later_count = 0};
	struct fault fault = {.status = STATUS_OK};
	const struct setting *setting;
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK && !week_asked(call, &leading.monday))
		status = fault_set(&fault, STATUS_INVALID, "from", "This is no day.");
	if (status == STATUS_OK) {
		leading.week = week_interval(call, leading.monday);
		status = read(&leading, visit, &fault);
	}
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_LED, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(&leading, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_facilitate(&call->response->body, call->language, &page);
}
