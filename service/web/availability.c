// SPDX-License-Identifier: MIT
// A host's page of when they are available, with what that comes to in the next two weeks.
#include "web/availability.h"

#include "app/engine/engine.h"
#include "app/feeds/wording.h"
#include "app/hosts/preview.h"
#include "store/people.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/session_words.h"
#include "words/words.h"

#define DATE_SIZE 12

// What is filled in, with the request's arena.
struct filling {
	const struct web_call *call;
	const struct host_time *time;
	struct arena *arena;
	struct page_availability *page;
	struct host_preview preview;
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
		enum host_clash clash =
			host_clash_of(time, session, filling->preview.open, filling->preview.open_count);
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

static const char *note_words(enum host_note note)
{
	static const char *const sentences[] = {
		[HOST_NO_NOTE] = NULL,
		[HOST_AWAY] = MESSAGE("You are away"),
		[HOST_HOLIDAY] = MESSAGE("Public holiday"),
		[HOST_NOTHING_OPEN] = MESSAGE("No open time is left"),
	};
	return sentences[note];
}

static bool fill_day(struct filling *filling, const struct host_day *day)
{
	struct page_host_day out = {
		.day = moment_day(filling->call, day->span.from),
		.times = arena_array(filling->arena, day->count, sizeof *out.times),
	};
	for (size_t i = 0; out.times && i < day->count; i++)
		out.times[out.times_count++] = (struct page_host_time){
			.time = session_time(filling->call, day->times[i].during),
			.open = day->times[i].use == HOST_OPEN,
			.taken = day->times[i].use == HOST_TAKEN,
			.busy = day->times[i].use == HOST_BUSY,
		};
	if (day->note != HOST_NO_NOTE) {
		out.note = words(filling->call->language, note_words(day->note));
		out.note_shown = true;
	}
	filling->page->days[filling->page->days_count++] = out;
	return out.times;
}

static bool fill_days(struct filling *filling)
{
	const struct host_preview *preview = &filling->preview;
	filling->page->days = arena_array(filling->arena, preview->count, sizeof *filling->page->days);
	bool filled = filling->page->days;
	for (size_t i = 0; filled && i < preview->count; i++)
		filled = fill_day(filling, &preview->days[i]);
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

static bool fill_manners(const struct filling *filling)
{
	struct page_availability *page = filling->page;
	page->manners = arena_array(filling->arena, MANNER_COUNT, sizeof *page->manners);
	for (unsigned i = 0; page->manners && i < MANNER_COUNT; i++)
		page->manners[page->manners_count++] = (struct page_choice){
			.code = text_of(manner_name((enum manner)i)),
			.label = word_manner(filling->call->language, (enum manner)i),
			.chosen = filling->time->availability.manner == (enum manner)i,
		};
	return page->manners;
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
	return fill_kinds(filling) && fill_manners(filling) &&
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
	enum status status = host_preview(filling->time, filling->arena, &filling->preview, fault);
	if (status != STATUS_OK)
		return status;
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
