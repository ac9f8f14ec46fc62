// SPDX-License-Identifier: MIT
// A host's page of when they are available, with what that comes to in the next two weeks.
#include "web/availability.h"

#include <stdlib.h>

#include "app/engine/engine.h"
#include "app/feeds/wording.h"
#include "store/people.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/session_words.h"
#include "words/words.h"

#define SHOWN_DAYS 14
#define DATE_SIZE 12

// What is filled in, with the request's arena.
struct filling {
	const struct web_call *call;
	const struct host_time *time;
	struct arena *arena;
	struct page_availability *page;
	struct interval *open, *slots;
	size_t open_count, slot_count;
};

static bool fill_hours(struct filling *filling)
{
	const struct host_time *time = filling->time;
	struct page_availability *page = filling->page;
	page->weekly = arena_array(filling->arena, time->hours_count, sizeof *page->weekly);
	page->dates = arena_array(filling->arena, time->hours_count, sizeof *page->dates);
	for (size_t i = 0; page->weekly && page->dates && i < time->hours_count; i++) {
		const struct host_hours *hours = &time->hours[i];
		struct page_published_hours *out =
			hours->dated ? &page->dates[page->dates_count++] : &page->weekly[page->weekly_count++];
		*out = (struct page_published_hours){.away = false};
		availability_hours_words(filling->call, hours, out);
	}
	page->weekly_shown = page->weekly_count > 0;
	page->dates_shown = page->dates_count > 0;
	return page->weekly && page->dates;
}

static bool fill_calendars(struct filling *filling)
{
	const struct host_time *time = filling->time;
	struct page_availability *page = filling->page;
	page->calendars = arena_array(filling->arena, time->calendar_count, sizeof *page->calendars);
	for (size_t i = 0; page->calendars && i < time->calendar_count; i++) {
		availability_calendar_words(
			filling->call, &time->calendars[i], &page->calendars[page->calendars_count++]);
		page->unread |= !instant_before(time->calendars[i].read_at, INSTANT_NEVER);
	}
	page->calendars_shown = page->calendars_count > 0;
	return page->calendars;
}

static bool fill_clashes(struct filling *filling)
{
	const struct host_time *time = filling->time;
	struct page_availability *page = filling->page;
	page->clashes = arena_array(filling->arena, time->session_count, sizeof *page->clashes);
	for (size_t i = 0; page->clashes && i < time->session_count; i++) {
		const struct host_session *session = &time->sessions[i];
		enum host_clash clash = host_clash_of(time, session, filling->open, filling->open_count);
		if (!session->led || session->taken == 0 || clash == HOST_NO_CLASH ||
			!instant_before(time->now, session->during.to))
			continue;
		page->clashes[page->clashes_count++] = (struct page_clash){
			.when = moment_span(filling->call, session->during),
			.why = availability_clash_words(filling->call, clash),
		};
	}
	page->clashes_shown = page->clashes_count > 0;
	return page->clashes;
}

// A time of a day's list, before it is in words.
struct entry {
	struct interval during;
	enum { OPEN, TAKEN, BUSY } what;
};

static int by_start(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int64_t from = left->during.from.seconds, other = right->during.from.seconds;
	return (from > other) - (from < other);
}

static struct interval day_span(const struct zone *zone, int64_t day)
{
	return (struct interval){zone_instant(zone, civil_of((struct instant){day * SECONDS_PER_DAY})),
		zone_instant(zone, civil_of((struct instant){(day + 1) * SECONDS_PER_DAY}))};
}

static struct interval within(struct interval time, struct interval bounds)
{
	return (struct interval){
		instant_latest(time.from, bounds.from), instant_earliest(time.to, bounds.to)};
}

static bool overlaps_any(struct interval time, const struct interval *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (interval_overlaps(list[i], time))
			return true;
	}
	return false;
}

// Busy times count within the hours of the day alone: when else a host is busy is of no use here.
static size_t gather_busy(
	const struct filling *filling, struct interval day, struct entry *entries, size_t count)
{
	const struct host_time *time = filling->time;
	size_t first = count;
	for (size_t i = 0; i < time->busy_count; i++) {
		struct interval busy = within(time->busy[i], day);
		if (!interval_overlaps(time->busy[i], day) ||
			!overlaps_any(busy, filling->open, filling->open_count))
			continue;
		if (count > first && !instant_before(entries[count - 1].during.to, busy.from))
			entries[count - 1].during.to = instant_latest(entries[count - 1].during.to, busy.to);
		else
			entries[count++] = (struct entry){busy, BUSY};
	}
	return count;
}

static size_t gather(const struct filling *filling, struct interval day, struct entry *entries)
{
	const struct host_time *time = filling->time;
	size_t count = 0;
	for (size_t i = 0; i < filling->slot_count; i++) {
		if (interval_overlaps(filling->slots[i], day))
			entries[count++] = (struct entry){filling->slots[i], OPEN};
	}
	for (size_t i = 0; i < time->session_count; i++) {
		const struct host_session *session = &time->sessions[i];
		if (interval_overlaps(session->during, day) && session->led &&
			(session->taken > 0 || !session->alone))
			entries[count++] = (struct entry){session->during, TAKEN};
		else if (interval_overlaps(session->during, day) && session->led && !session->by_hours &&
				 session->capacity > 0)
			entries[count++] = (struct entry){session->during, OPEN};
	}
	count = gather_busy(filling, day, entries, count);
	if (count)
		qsort(entries, count, sizeof *entries, by_start);
	return count;
}

static bool is_holiday(const struct host_time *time, int64_t day)
{
	for (size_t i = 0; i < time->holiday_count; i++) {
		if (time->holidays[i] == day)
			return true;
	}
	return false;
}

// Whether hours of a week or of a date are published for a day, also where they do not count.
static bool is_published(const struct host_time *time, int64_t day)
{
	int weekday = (int)((day % 7 + 7 + 3) % 7);
	for (size_t i = 0; i < time->weekly_count; i++) {
		const struct weekly_hours *week = &time->weekly[i];
		if (week->weekdays >> weekday & 1 && day >= week->first_day && day <= week->last_day)
			return true;
	}
	return false;
}

static const char *note_of(
	const struct filling *filling, int64_t day, struct interval span, bool open)
{
	for (size_t i = 0; i < filling->time->date_count; i++) {
		if (filling->time->dates[i].day == day && filling->time->dates[i].away)
			return MESSAGE("You are away");
	}
	if (is_holiday(filling->time, day))
		return MESSAGE("Public holiday");
	return open || !overlaps_any(span, filling->open, filling->open_count)
			   ? NULL
			   : MESSAGE("No open time is left");
}

static bool fill_day(struct filling *filling, int64_t day, struct entry *entries)
{
	struct page_availability *page = filling->page;
	const struct host_time *time = filling->time;
	struct interval span = within(day_span(time->zone, day), time->within);
	size_t count = gather(filling, span, entries);
	struct page_host_day out = {
		.day = moment_day(filling->call, span.from),
		.times = arena_array(filling->arena, count, sizeof *out.times),
	};
	bool open = false;
	for (size_t i = 0; out.times && i < count; i++) {
		open |= entries[i].what == OPEN;
		out.times[out.times_count++] = (struct page_host_time){
			.time = session_time(filling->call, entries[i].during),
			.open = entries[i].what == OPEN,
			.taken = entries[i].what == TAKEN,
			.busy = entries[i].what == BUSY,
		};
	}
	const char *note = note_of(filling, day, span, open);
	bool shown = count > 0 || (note && is_published(time, day)) ||
				 overlaps_any(span, filling->open, filling->open_count);
	if (note) {
		out.note = words(filling->call->language, note);
		out.note_shown = true;
	}
	if (shown)
		page->days[page->days_count++] = out;
	return out.times;
}

static bool fill_days(struct filling *filling)
{
	const struct host_time *time = filling->time;
	int64_t first = slots_day(time->zone, time->now);
	struct entry *entries = arena_array(filling->arena,
		time->session_count + time->busy_count + filling->slot_count, sizeof *entries);
	filling->page->days = arena_array(filling->arena, SHOWN_DAYS, sizeof *filling->page->days);
	bool filled = entries && filling->page->days;
	for (int64_t day = first; filled && day < first + SHOWN_DAYS; day++)
		filled = fill_day(filling, day, entries);
	filling->page->days_shown = filling->page->days_count > 0;
	return filled;
}

static bool add_choice(const struct filling *filling, struct page_choice **list, size_t *count,
	int32_t value, int32_t chosen, struct text label)
{
	char code[24];
	snprintf(code, sizeof code, "%d", (int)value);
	struct page_choice choice = {
		.code = text_copy(filling->arena, text_of(code)),
		.label = label,
		.chosen = value == chosen,
	};
	(*list)[(*count)++] = choice;
	return choice.code.start && label.start;
}

struct forms {
	const char *one, *other;
};

static const struct forms so_many_minutes = MESSAGE_PLURAL("{count} minute", "{count} minutes");
static const struct forms so_many_sessions = MESSAGE_PLURAL("{count} session", "{count} sessions");

static struct text number_label(const struct filling *filling, struct forms forms, int64_t count)
{
	struct text_builder out;
	builder_init(&out);
	words_count(&out, filling->call->language, forms.one, forms.other, count);
	struct text label =
		out.failed ? (struct text){NULL, 0} : text_copy(filling->arena, builder_view(&out));
	builder_done(&out);
	return label;
}

// The usual values, and the one that is chosen where it is none of them.
static bool fill_numbers(const struct filling *filling, const int32_t *usual, size_t usual_count,
	int32_t chosen, struct forms forms, struct page_choice **list, size_t *count)
{
	bool filled = false, there = false;
	*list = arena_array(filling->arena, usual_count + 1, sizeof **list);
	filled = *list;
	for (size_t i = 0; filled && i < usual_count; i++) {
		there |= usual[i] == chosen;
		filled = add_choice(
			filling, list, count, usual[i], chosen, number_label(filling, forms, usual[i]));
	}
	return !filled || there ? filled
							: add_choice(filling, list, count, chosen, chosen,
								  number_label(filling, forms, chosen));
}

static bool fill_kinds(const struct filling *filling)
{
	static const enum session_kind kinds[] = {
		SESSION_REFLECTIVE_SUPERVISION, SESSION_WELLBEING_REVIEW, SESSION_CHECK_IN};
	struct page_availability *page = filling->page;
	page->kinds = arena_array(filling->arena, 3, sizeof *page->kinds);
	for (size_t i = 0; page->kinds && i < 3; i++)
		page->kinds[page->kinds_count++] = (struct page_choice){
			.code = text_of(session_kind_name(kinds[i])),
			.label = word_kind(filling->call->language, kinds[i]),
			.chosen = filling->time->availability.kind == kinds[i],
		};
	return page->kinds;
}

// The longest that any response of the policy asks of that kind.
static int32_t shortest_of(const struct policy *policy, enum session_kind kind)
{
	int32_t minutes = 0;
	for (size_t i = 0; i < policy->response_count; i++) {
		for (size_t j = 0; j < policy->responses[i].kind_count; j++) {
			if (policy->responses[i].kinds[j] == kind && policy->responses[i].minutes > minutes)
				minutes = policy->responses[i].minutes;
		}
	}
	return minutes;
}

static bool fill_choices(const struct filling *filling)
{
	static const int32_t lengths[] = {30, 45, 60, 75, 90, 120};
	static const int32_t buffers[] = {0, 5, 10, 15, 20, 30, 45, 60};
	static const int32_t caps[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
	const struct availability *like = &filling->time->availability;
	struct page_availability *page = filling->page;
	page->shortest = shortest_of(&filling->call->worker->setting.policy, like->kind);
	page->too_short = like->minutes < page->shortest;
	for (int i = 0; i < 7; i++)
		page->weekdays[page->weekdays_count++] =
			(struct page_weekday){1 << i, words_weekday(filling->call->language, i + 1)};
	return fill_kinds(filling) &&
		   fill_numbers(filling, lengths, 6, like->minutes, so_many_minutes, &page->lengths,
			   &page->lengths_count) &&
		   fill_numbers(filling, buffers, 8, like->buffer_minutes, so_many_minutes, &page->buffers,
			   &page->buffers_count) &&
		   fill_numbers(
			   filling, caps, 9, like->daily_cap, so_many_sessions, &page->caps, &page->caps_count);
}

static struct text today(const struct filling *filling)
{
	char date[DATE_SIZE];
	struct civil civil = zone_local(filling->time->zone, filling->time->now);
	snprintf(date, sizeof date, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
	return text_copy(filling->arena, text_of(date));
}

static enum status fill(struct filling *filling, struct fault *fault)
{
	const struct web_call *call = filling->call;
	struct page_availability *page = filling->page;
	enum status status =
		host_open_hours(filling->time, filling->arena, &filling->open, &filling->open_count, fault);
	struct fault own = {.status = STATUS_OK};
	if (status == STATUS_OK)
		status =
			host_slots(filling->time, filling->arena, &filling->slots, &filling->slot_count, &own);
	// More slots than can be published: that is said, and the page stays.
	if (status == STATUS_LIMIT)
		status = STATUS_OK;
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	page->today = today(filling);
	page->action = visit_address(call, "/availability");
	page->file_action = visit_address(call, "/availability/calendars/file");
	page->links_href = visit_address(call, "/me/feeds");
	page->led_href = visit_address(call, "/facilitate");
	page->saved = query_value(call->request->query, "saved", filling->arena).start;
	return fill_hours(filling) && fill_calendars(filling) && fill_clashes(filling) &&
				   fill_days(filling) && fill_choices(filling)
			   ? STATUS_OK
			   : fault_memory(fault);
}

void availability_show(const struct web_call *call, struct web_visit *visit,
	const struct host_time *time, struct text problem)
{
	struct page_availability page = {.problem = problem, .problem_shown = problem.length > 0};
	struct filling filling = {
		.call = call, .time = time, .arena = call->request->arena, .page = &page};
	struct fault fault = {.status = STATUS_OK};
	enum status status =
		visit_frame(call, visit, MATTER_AVAILABILITY, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK)
		status = fill(&filling, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, page.problem_shown ? 400 : 200);
	page_availability(&call->response->body, call->language, &page);
}

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct host_time *out, struct fault *fault)
{
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = person_begin(connection, visit->session.person, fault);
	if (status == STATUS_OK)
		status = host_time_read(connection, call->worker->setting.organisation.id,
			&call->worker->zone, visit->session.person, call->worker->options->now(), PUBLISH_AHEAD,
			call->request->arena, out, fault);
	return transaction_end(connection, status, fault);
}

void web_availability(const struct web_call *call)
{
	struct host_time time;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (read(call, visit, &time, &fault) == STATUS_OK)
		availability_show(call, visit, &time, TEXT(""));
	else
		visit_fault(call, &fault);
}
