// SPDX-License-Identifier: MIT
#include "web/week_days.h"

#include <stdlib.h>

#include "app/feeds/wording.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/session_words.h"
#include "words/words.h"

// Something in the week, before it is sorted into days.
struct item {
	struct interval during;
	struct session_id session;
	struct page_event event;
	bool open; // nobody has it yet
};

struct items {
	struct item *list;
	size_t count;
};

static struct civil date_of(const struct web_call *call, struct instant at)
{
	struct civil date = zone_local(&call->worker->zone, at);
	date.hour = date.minute = date.second = 0;
	return date;
}

bool week_asked(const struct web_call *call, struct civil *monday)
{
	struct text from = query_value(call->request->query, "from", call->request->arena);
	struct civil day = date_of(call, call->worker->options->now());
	if (from.start || call->request->query.length) {
		char text[CIVIL_TEXT_LENGTH + 1];
		if (!from.start || from.length != sizeof "2026-11-23" - 1)
			return false;
		snprintf(text, sizeof text, "%.*sT00:00:00", TEXT_ARGUMENTS(from));
		if (!civil_parse(text_of(text), &day) || day.year < 2001 || day.year > 2098)
			return false;
	}
	*monday = week_day(day, 1 - civil_weekday(day));
	return true;
}

struct civil week_day(struct civil monday, int days)
{
	return civil_of(instant_later(civil_as_utc(monday), days * SECONDS_PER_DAY));
}

struct interval week_interval(const struct web_call *call, struct civil monday)
{
	const struct zone *zone = &call->worker->zone;
	return (struct interval){
		zone_instant(zone, monday), zone_instant(zone, week_day(monday, WEEK_DAYS))};
}

struct text week_title(const struct web_call *call, struct civil monday)
{
	struct text_builder out;
	struct civil last = week_day(monday, WEEK_DAYS - 1);
	builder_init(&out);
	builder_format(&out, "%d ", monday.day);
	if (monday.month != last.month) {
		builder_add(&out, words_month(call->language, monday.month));
		builder_string(&out, " ");
	}
	builder_string(&out, "– ");
	words_date(&out, call->language, last, DATE_PLAIN);
	struct text copy =
		out.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&out));
	builder_done(&out);
	return copy;
}

static bool starts_within(struct interval during, struct interval within)
{
	return !instant_before(during.from, within.from) && instant_before(during.from, within.to);
}

static struct text name_of(const struct week_name *names, size_t count, struct person_id person)
{
	for (size_t i = 0; i < count; i++) {
		if (uuid_equal(names[i].person.uuid, person.uuid))
			return names[i].name;
	}
	return TEXT("");
}

static struct text headcount(const struct web_call *call, size_t count)
{
	struct text_builder out;
	builder_init(&out);
	words_count(
		&out, call->language, "{count} of your team", "{count} of your team", (int64_t)count);
	struct text copy =
		out.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&out));
	builder_done(&out);
	return copy;
}

static struct item *item_of(struct items *items, struct session_id session)
{
	for (size_t i = 0; i < items->count; i++) {
		if (uuid_equal(items->list[i].session.uuid, session.uuid))
			return &items->list[i];
	}
	return NULL;
}

// One to one by name, a group by how many of the team are there, once.
static void add_booking(const struct web_call *call, const struct week_seen *seen,
	const struct team_booking *booking, const struct week_name *names, size_t name_count,
	struct items *items)
{
	if (!booking->one_to_one && item_of(items, booking->session))
		return;
	items->list[items->count++] = (struct item){
		.during = booking->during,
		.session = booking->session,
		.event =
			{
				.style = text_of(session_style(booking->kind)),
				.time = session_time(call, booking->during),
				.kind = word_kind(call->language, booking->kind),
				.who = booking->one_to_one
						   ? name_of(names, name_count, booking->person)
						   : headcount(call, week_headcount(seen, booking->session)),
			},
	};
}

bool week_is_open(const struct hosted *led)
{
	return led->capacity == 1 && led->confirmed == 0;
}

struct text week_style(const struct hosted *led)
{
	static const struct text open_styles[] = {
		[SESSION_REFLECTIVE_SUPERVISION] = TEXT_CONSTANT("sup held"),
		[SESSION_SUPPORT_GROUP] = TEXT_CONSTANT("grp held"),
		[SESSION_PHONE_IN] = TEXT_CONSTANT("pho held"),
		[SESSION_WEBINAR] = TEXT_CONSTANT("web held"),
		[SESSION_WELLBEING_REVIEW] = TEXT_CONSTANT("rev held"),
		[SESSION_CHECK_IN] = TEXT_CONSTANT("rev held"),
		[SESSION_WELLBEING_VISIT] = TEXT_CONSTANT("web held"),
		[SESSION_OPEN_CONVERSATION] = TEXT_CONSTANT("pho held"),
		[SESSION_RECOGNITION] = TEXT_CONSTANT("web held"),
	};
	return week_is_open(led) ? open_styles[led->kind] : text_of(session_style(led->kind));
}

// One that is there as the team's is not told twice.
static void add_led(const struct web_call *call, const struct hosted *led, struct items *items)
{
	bool open = week_is_open(led);
	if (item_of(items, led->session))
		return;
	items->list[items->count++] = (struct item){
		.during = led->during,
		.session = led->session,
		.event =
			{
				.style = week_style(led),
				.time = session_time(call, led->during),
				.kind = word_kind(call->language, led->kind),
				.who = session_places(call, led),
			},
		.open = open,
	};
}

static int by_start(const void *a, const void *b)
{
	const struct item *left = a, *right = b;
	if (instant_before(left->during.from, right->during.from))
		return -1;
	if (instant_before(right->during.from, left->during.from))
		return 1;
	return uuid_compare(left->session.uuid, right->session.uuid);
}

static const char *const weekdays[WEEK_DAYS] = {MESSAGE("Mon"), MESSAGE("Tue"), MESSAGE("Wed"),
	MESSAGE("Thu"), MESSAGE("Fri"), MESSAGE("Sat"), MESSAGE("Sun")};

struct text week_day_name(const struct web_call *call, struct civil date)
{
	struct text_builder name;
	builder_init(&name);
	builder_add(&name, words(call->language, weekdays[civil_weekday(date) - 1]));
	builder_format(&name, " %d", date.day);
	struct text copy =
		name.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&name));
	builder_done(&name);
	return copy;
}

static bool fill_day(
	const struct web_call *call, const struct items *items, struct civil date, struct page_day *day)
{
	struct interval whole = {zone_instant(&call->worker->zone, date),
		zone_instant(&call->worker->zone, week_day(date, 1))};
	day->name = week_day_name(call, date);
	day->events = arena_array(call->request->arena, items->count, sizeof *day->events);
	for (size_t i = 0; day->events && i < items->count; i++) {
		if (starts_within(items->list[i].during, whole))
			day->events[day->events_count++] = items->list[i].event;
	}
	day->events_shown = day->events_count > 0;
	struct instant now = call->worker->options->now();
	day->today = starts_within((struct interval){now, now}, whole);
	return day->events && day->name.start;
}

enum status week_days_fill(const struct web_call *call, const struct week_seen *seen,
	const struct week_name *names, size_t name_count, struct civil monday, struct page_week *page,
	struct fault *fault)
{
	struct interval week = week_interval(call, monday);
	struct arena *arena = call->request->arena;
	struct items items = {
		.list = arena_array(arena, seen->booking_count + seen->led_count, sizeof *items.list)};
	page->days = arena_array(arena, WEEK_DAYS, sizeof *page->days);
	if (!items.list || !page->days)
		return fault_memory(fault);
	for (size_t i = 0; i < seen->booking_count; i++) {
		if (starts_within(seen->bookings[i].during, week))
			add_booking(call, seen, &seen->bookings[i], names, name_count, &items);
	}
	for (size_t i = 0; i < seen->led_count; i++) {
		if (!seen->led[i].cancelled && starts_within(seen->led[i].during, week))
			add_led(call, &seen->led[i], &items);
	}
	qsort(items.list, items.count, sizeof *items.list, by_start);
	for (size_t i = 0; i < items.count; i++)
		page->session_count += !items.list[i].open;
	for (int i = 0; i < WEEK_DAYS; i++) {
		if (!fill_day(call, &items, week_day(monday, i), &page->days[page->days_count++]))
			return fault_memory(fault);
	}
	return STATUS_OK;
}
