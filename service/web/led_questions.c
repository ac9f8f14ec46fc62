// SPDX-License-Identifier: MIT
// The questions to a session and how it is joined, for whoever leads it.
#include "app/bookings/questions.h"
#include "app/feeds/wording.h"
#include "web/feedback.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/session_handlers.h"
#include "web/visit.h"
#include "words/words.h"

// A session that whoever asks leads.
struct leading {
	struct connection *connection;
	struct session_id id;
	struct led_session session;
	struct text details;
	struct feedback_shown feedback;
};

static enum status read(const struct web_call *call, struct leading *out, struct fault *fault)
{
	const struct setting *setting;
	struct arena *arena = call->request->arena;
	struct person_id host = call->visit->session.person;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &out->connection, fault);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &out->id.uuid))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = attendance_session(out->connection, out->id, host, arena, &out->session, fault);
	if (status == STATUS_OK)
		status = joining_of_led(out->connection, out->id, host, arena, &out->details, fault);
	return status == STATUS_OK
			   ? feedback_see(out->connection, out->id, host, arena, &out->feedback, fault)
			   : status;
}

// False without memory.
static bool fill_questions(const struct web_call *call, const struct question *list, size_t count,
	struct page_led_questions *page)
{
	struct arena *arena = call->request->arena;
	page->waiting = arena_array(arena, count, sizeof *page->waiting);
	page->shown = arena_array(arena, count, sizeof *page->shown);
	for (size_t i = 0; page->waiting && page->shown && i < count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		uuid_format(list[i].id, id);
		struct page_question question = {
			.id = text_copy(arena, text_of(id)), .body = list[i].body, .answer = list[i].answer};
		if (list[i].shown)
			page->shown[page->shown_count++] = question;
		else
			page->waiting[page->waiting_count++] = question;
	}
	page->waiting_shown = page->waiting_count > 0;
	page->shown_shown = page->shown_count > 0;
	return page->waiting && page->shown;
}

static struct text of_session(const struct web_call *call, const char *what)
{
	return visit_address(call, "/facilitate/%.*s%s", TEXT_ARGUMENTS(call->variables[0]), what);
}

static void fill(
	const struct web_call *call, const struct leading *leading, struct page_led_questions *page)
{
	const struct joining about = {.kind = leading->session.kind, .during = leading->session.during};
	struct instant now = call->worker->options->now();
	const struct place next = {"date", moment_of(call, questions_open(&about, now))};
	page->kind = word_kind(call->language, leading->session.kind);
	page->when = moment_span(call, leading->session.during);
	page->details = leading->details;
	page->feedback_shown = leading->feedback.any;
	page->asked = questions_asked(leading->session.kind);
	page->opens = moment_sentence(call,
		words(call->language, MESSAGE("You are given what has come in together, so that time does "
									  "not tell who asked. Next: {date}")),
		&next, 1);
	page->session_href = of_session(call, "");
	page->act_href = of_session(call, "/questions");
	page->answer_href = of_session(call, "/answer");
	page->join_href = of_session(call, "/join");
}

static void show(const struct web_call *call, bool wrong)
{
	struct leading leading;
	struct question *list;
	size_t count;
	struct page_led_questions page = {.wrong = wrong};
	struct fault fault = {.status = STATUS_OK};
	enum status status = read(call, &leading, &fault);
	if (status == STATUS_OK)
		status = question_list(leading.connection, leading.id, call->worker->options->now(), false,
			call->request->arena, &list, &count, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_LED, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && (!fill_questions(call, list, count, &page) ||
								   !feedback_fill(call, &leading.feedback, &page.feedback)))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	fill(call, &leading, &page);
	page.saved = query_value(call->request->query, "saved", call->request->arena).start;
	visit_answer(call, wrong ? 400 : 200);
	page_led_questions(&call->response->body, call->language, &page);
}

void web_led_questions(const struct web_call *call)
{
	show(call, false);
}

static void answer(const struct web_call *call, enum status status, const struct fault *fault)
{
	if (status == STATUS_OK)
		visit_redirect(call, of_session(call, "/questions?saved=1"));
	else if (status == STATUS_INVALID)
		show(call, true);
	else
		visit_fault(call, fault);
}

static struct text field(const struct web_call *call, const char *name)
{
	struct text value = form_field(call->request->body, name, call->request->arena);
	return value.start ? value : TEXT("");
}

static bool parse_act(struct text text, enum question_act *out)
{
	static const char *const names[] = {
		[QUESTION_SHOW] = "show", [QUESTION_MERGE] = "merge", [QUESTION_REMOVE] = "remove"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (text_is(text, names[i])) {
			*out = (enum question_act)i;
			return true;
		}
	}
	return false;
}

void web_questions_acted(const struct web_call *call)
{
	struct leading leading;
	enum question_act act = QUESTION_SHOW;
	struct fault fault = {.status = STATUS_OK};
	struct arena *arena = call->request->arena;
	struct text *chosen = arena_array(arena, QUESTIONS_LIMIT, sizeof *chosen);
	struct uuid *ids = arena_array(arena, QUESTIONS_LIMIT, sizeof *ids);
	enum status status = chosen && ids ? read(call, &leading, &fault) : fault_memory(&fault);
	size_t count = status == STATUS_OK ? form_fields(call->request->body, "question", arena, chosen,
											 QUESTIONS_LIMIT)
									   : 0;
	if (status == STATUS_OK && (count > QUESTIONS_LIMIT || !parse_act(field(call, "act"), &act)))
		status = fault_set(&fault, STATUS_INVALID, "question", "There is no such question.");
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (!uuid_parse(chosen[i], &ids[i]))
			status = fault_set(&fault, STATUS_INVALID, "question", "There is no such question.");
	}
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = questions_act(
			leading.connection, &by, leading.id, act, ids, count, field(call, "body"), &fault);
	}
	answer(call, status, &fault);
}

void web_question_answered(const struct web_call *call)
{
	struct leading leading;
	struct uuid id;
	struct fault fault = {.status = STATUS_OK};
	enum status status = read(call, &leading, &fault);
	if (status == STATUS_OK && !uuid_parse(field(call, "question"), &id))
		status = fault_set(&fault, STATUS_INVALID, "question", "There is no such question.");
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = questions_answer(
			leading.connection, &by, leading.id, id, field(call, "answer"), &fault);
	}
	answer(call, status, &fault);
}

void web_join_set(const struct web_call *call)
{
	struct leading leading;
	struct fault fault = {.status = STATUS_OK};
	struct text details = text_trim(field(call, "details"));
	enum status status = read(call, &leading, &fault);
	if (status == STATUS_OK && details.length > JOINING_BYTES_MOST)
		status = fault_set(&fault, STATUS_INVALID, "details", "It is too long.");
	if (status == STATUS_OK)
		status = joining_set(leading.connection, leading.id, call->visit->session.person, details,
			call->worker->options->now(), &fault);
	answer(call, status, &fault);
}
