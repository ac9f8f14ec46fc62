// SPDX-License-Identifier: MIT
// What is on: which sessions one may join, which are full and can be waited for, and waiting. What
// is full is worked out by the rules of placing, in the recorder's lane, for whom sessions are
// offered to.
#include "app/bookings/questions.h"
#include "app/bookings/waiting.h"
#include "app/feeds/wording.h"
#include "core/permission.h"
#include "store/people.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/session_handlers.h"
#include "web/visit.h"
#include "words/words.h"

#define BEFORE (14 * SECONDS_PER_DAY)
#define AHEAD (28 * SECONDS_PER_DAY)

// What the web role sees of it.
struct joining_lists {
	struct joining *list;
	size_t count;
	struct waited_session *waited;
	size_t waited_count;
};

static enum status read_lists(const struct web_call *call, const struct web_visit *visit,
	struct joining_lists *out, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	struct arena *arena = call->request->arena;
	struct person_id person = visit->session.person;
	struct instant now = call->worker->options->now();
	struct interval within = {instant_later(now, -BEFORE), instant_later(now, AHEAD)};
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = person_begin(connection, person, fault);
	if (status == STATUS_OK)
		status = joining_list(connection, setting->organisation.id, person, within, arena,
			&out->list, &out->count, fault);
	if (status == STATUS_OK)
		status =
			waiting_own(connection, person, now, arena, &out->waited, &out->waited_count, fault);
	return transaction_end(connection, status, fault);
}

static struct page_joining_item item_of(const struct web_call *call, const struct joining *session)
{
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(session->session.uuid, id);
	return (struct page_joining_item){
		.kind = word_kind(call->language, session->kind),
		.topic = session->topic,
		.topic_shown = !text_equal(session->topic, word_kind(LANGUAGE_ENGLISH, session->kind)),
		.when = moment_span(call, session->during),
		.href = visit_address(call, "/sessions/%s", id),
	};
}

static struct page_waited waited_of(
	const struct web_call *call, const struct waited_session *waited)
{
	char id[UUID_TEXT_LENGTH + 1];
	const struct place since = {"date", moment_of(call, waited->joined)};
	uuid_format(waited->session.uuid, id);
	return (struct page_waited){
		.kind = word_kind(call->language, waited->kind),
		.topic = waited->topic,
		.topic_shown = !text_equal(waited->topic, word_kind(LANGUAGE_ENGLISH, waited->kind)),
		.when = moment_span(call, waited->during),
		.since = moment_sentence(
			call, words(call->language, MESSAGE("You wait since: {date}")), &since, 1),
		.wait_href = visit_address(call, "/sessions/%s/wait", id),
	};
}

// False without memory.
static bool fill_lists(
	const struct web_call *call, const struct joining_lists *lists, struct page_joinings *page)
{
	struct arena *arena = call->request->arena;
	const struct joining *list = lists->list;
	struct instant now = call->worker->options->now();
	page->booked = arena_array(arena, lists->count, sizeof *page->booked);
	page->open = arena_array(arena, lists->count, sizeof *page->open);
	page->over = arena_array(arena, lists->count, sizeof *page->over);
	page->waited = arena_array(arena, lists->waited_count, sizeof *page->waited);
	bool room = page->booked && page->open && page->over && page->waited;
	for (size_t i = 0; room && i < lists->count; i++) {
		bool drops_in = !session_takes_time(list[i].kind);
		bool is_over = !instant_before(now, questions_end(&list[i]));
		if (is_over && drops_in)
			page->over[page->over_count++] = item_of(call, &list[i]);
		else if (drops_in)
			page->open[page->open_count++] = item_of(call, &list[i]);
		else if (!is_over)
			page->booked[page->booked_count++] = item_of(call, &list[i]);
	}
	for (size_t i = 0; room && i < lists->waited_count; i++)
		page->waited[page->waited_count++] = waited_of(call, &lists->waited[i]);
	page->booked_shown = page->booked_count > 0;
	page->open_shown = page->open_count > 0;
	page->over_shown = page->over_count > 0;
	page->waited_shown = page->waited_count > 0;
	page->offers_href = visit_address(call, "/offers");
	page->worried_href = visit_address(call, "/worried");
	return room;
}

static void add_notice(const struct web_call *call, struct page_joinings *page)
{
	static const struct {
		const char *code, *notice;
	} notices[] = {
		{"waiting",
			MESSAGE("You wait for it. If a place comes free for you it is held for you, and "
					"you decide then.")},
		{"stopped", MESSAGE("You wait for it no more.")},
		{"refused", MESSAGE("That one cannot be waited for any more.")},
	};
	struct text done = query_value(call->request->query, "done", call->request->arena);
	for (size_t i = 0; done.start && i < sizeof notices / sizeof notices[0]; i++) {
		if (text_is(done, notices[i].code))
			page->notice = words(call->language, notices[i].notice);
	}
	page->notice_shown = page->notice.length > 0;
}

static bool is_waited(const struct joining_lists *lists, struct session_id session)
{
	for (size_t i = 0; i < lists->waited_count; i++) {
		if (uuid_equal(lists->waited[i].session.uuid, session.uuid))
			return true;
	}
	return false;
}

static enum status fill_full(const struct web_call *call, const struct joining_lists *lists,
	struct page_joinings *page, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	struct full_session *list = NULL;
	size_t count = 0;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = waiting_full(connection, setting, call->visit->session.person,
		call->worker->options->now(), call->request->arena, &list, &count, fault);
	status = transaction_end(connection, status, fault);
	if (status != STATUS_OK)
		return status;
	page->full = arena_array(call->request->arena, count, sizeof *page->full);
	if (!page->full)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		if (is_waited(lists, list[i].session))
			continue;
		uuid_format(list[i].session.uuid, id);
		page->full[page->full_count++] = (struct page_full){
			.kind = word_kind(call->language, list[i].kind),
			.when = moment_span(call, list[i].during),
			.wait_href = visit_address(call, "/sessions/%s/wait", id),
		};
	}
	page->full_shown = page->full_count > 0;
	return STATUS_OK;
}

static void show(const struct web_call *call, const struct web_visit *visit,
	const struct joining_lists *lists, bool full)
{
	struct page_joinings page = {.booked_count = 0};
	struct fault fault = {.status = STATUS_OK};
	enum status status =
		visit_frame(call, visit, MATTER_TAKING_PART, TAB_SESSIONS, &page.frame, &fault);
	if (status == STATUS_OK && !fill_lists(call, lists, &page))
		status = fault_memory(&fault);
	if (status == STATUS_OK && full)
		status = fill_full(call, lists, &page, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	add_notice(call, &page);
	visit_answer(call, 200);
	page_joinings(&call->response->body, call->language, &page);
}

void web_joinings(const struct web_call *call)
{
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	struct joining_lists *lists = arena_allocate(call->request->arena, sizeof *lists);
	enum status status = lists ? STATUS_OK : fault_memory(&fault);
	if (lists)
		*lists = (struct joining_lists){0};
	if (status == STATUS_OK)
		status = read_lists(call, visit, lists, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit->joinings = lists;
	if (permission_sees(visit->session.role, MATTER_OFFERS) != EXTENT_NONE)
		call->response->found = visit; // on to the recorder's lane
	else
		show(call, visit, lists, false);
}

void web_joinings_full(const struct web_call *call)
{
	show(call, call->visit, call->visit->joinings, true);
}

static enum status act(
	const struct web_call *call, bool any, const char **code, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	struct uuid id;
	enum waiting_outcome outcome = WAITING_DONE;
	struct person_id person = call->visit->session.person;
	struct instant now = call->worker->options->now();
	struct text what = form_field(call->request->body, "act", call->request->arena);
	bool stop = what.start && text_is(what, "stop");
	if (!uuid_parse(call->variables[0], &id))
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (!what.start || (!stop && !text_is(what, "wait")))
		return fault_set(fault, STATUS_INVALID, NULL, "The form is not one of this service.");
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	if (any)
		status = waiting_any(connection, person, (struct need_id){id}, !stop, now, fault);
	else if (stop)
		status = waiting_stop(connection, person, (struct session_id){id}, fault);
	else
		status = waiting_join(
			connection, setting, person, (struct session_id){id}, now, &outcome, fault);
	*code = stop ? "stopped" : outcome == WAITING_DONE ? "waiting" : "refused";
	return status;
}

static void change(const struct web_call *call, bool any, const char *page)
{
	const char *code = "";
	struct fault fault = {.status = STATUS_OK};
	if (act(call, any, &code, &fault) == STATUS_OK)
		visit_redirect(call, visit_address(call, "%s?done=%s%s", page, any ? "any-" : "", code));
	else
		visit_fault(call, &fault);
}

void web_waiting_set(const struct web_call *call)
{
	change(call, false, "/sessions");
}

void web_searching_set(const struct web_call *call)
{
	change(call, true, "/offers");
}
