// SPDX-License-Identifier: MIT
// Taking part: which sessions one may join and how, and asking a question that has no author. How
// often one session of signing in may ask is counted in memory alone. That somebody has said how it
// was is known by a mark only.
#include <string.h>

#include "app/accounts/accounts.h"
#include "app/bookings/questions.h"
#include "app/feeds/wording.h"
#include "secret/token.h"
#include "store/people.h"
#include "web/feedback.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/session_handlers.h"
#include "web/visit.h"
#include "words/words.h"

// The session, where whoever asks may take part in it.
static enum status read(const struct web_call *call, struct connection **connection,
	struct joining *out, struct fault *fault)
{
	const struct setting *setting;
	struct session_id session;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, connection, fault);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &session.uuid))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = joining_read(*connection, setting->organisation.id, session,
			call->visit->session.person, call->request->arena, out, fault);
	if (status == STATUS_OK && !out->accepted && session_takes_time(out->kind))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	return status;
}

static struct uuid mark_of(const struct web_call *call, const struct joining *session)
{
	return feedback_mark(
		call->worker->options->accounts->key, session->session, call->visit->session.person);
}

static bool fill_questions(const struct web_call *call, const struct question *list, size_t count,
	struct page_joining *page)
{
	page->questions = arena_array(call->request->arena, count, sizeof *page->questions);
	for (size_t i = 0; page->questions && i < count; i++)
		page->questions[page->questions_count++] = (struct page_question){
			.body = list[i].body, .answer = list[i].answer, .answered = list[i].answer.length > 0};
	page->questions_shown = count > 0;
	return page->questions;
}

static bool is_link(struct text details)
{
	if (!text_starts(details, "https://"))
		return false;
	for (size_t i = 0; i < details.length; i++) {
		if ((unsigned char)details.start[i] <= ' ')
			return false;
	}
	return true;
}

static void fill(
	const struct web_call *call, const struct joining *session, struct page_joining *page)
{
	char id[UUID_TEXT_LENGTH + 1];
	struct instant end = questions_end(session);
	const struct place from = {"date", moment_of(call, instant_later(end, -SPARE_SECONDS))};
	uuid_format(uuid_random(), id);
	page->question_id = text_copy(call->request->arena, text_of(id));
	page->kind = word_kind(call->language, session->kind);
	page->topic = session->topic;
	page->topic_shown = !text_equal(session->topic, word_kind(LANGUAGE_ENGLISH, session->kind));
	page->description = session->description;
	page->description_shown = session->description.length > 0;
	page->when = moment_span(call, session->during);
	page->spare_shown = session->kind == SESSION_PHONE_IN;
	page->spare = moment_sentence(call,
		words(
			call->language, MESSAGE("The last 30 minutes are kept free for what is left: {date}")),
		&from, 1);
	page->details = session->details;
	page->details_shown = session->details.length > 0;
	page->linked = is_link(session->details);
	page->details_href = session->details;
	page->list_href = visit_address(call, "/sessions");
	page->worried_href = visit_address(call, "/worried");
	page->ask_href =
		visit_address(call, "/sessions/%.*s/question", TEXT_ARGUMENTS(call->variables[0]));
	page->feedback_href =
		visit_address(call, "/sessions/%.*s/feedback", TEXT_ARGUMENTS(call->variables[0]));
	page->tapping = feedback_is_open(session->during, call->worker->options->now());
	page->asked = questions_asked(session->kind);
	page->asking = page->asked && instant_before(call->worker->options->now(), end);
}

static void show(const struct web_call *call, const char *problem, struct text written)
{
	struct connection *connection;
	struct joining session;
	struct question *questions;
	size_t count = 0;
	bool spent = false;
	struct page_joining page = {.written = written, .problem_shown = problem};
	struct fault fault = {.status = STATUS_OK};
	enum status status = read(call, &connection, &session, &fault);
	if (status == STATUS_OK)
		status = question_list(connection, session.session, call->worker->options->now(), true,
			call->request->arena, &questions, &count, &fault);
	if (status == STATUS_OK)
		status =
			feedback_spent(connection, session.session, mark_of(call, &session), &spent, &fault);
	if (status == STATUS_OK)
		status =
			visit_frame(call, call->visit, MATTER_TAKING_PART, TAB_SESSIONS, &page.frame, &fault);
	if (status == STATUS_OK && (!fill_questions(call, questions, count, &page) ||
								   !feedback_fill(call, NULL, &page.feedback)))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	fill(call, &session, &page);
	page.answered = page.tapping && spent;
	page.tapping = page.tapping && !spent;
	if (problem)
		page.problem = words(call->language, problem);
	page.thanked =
		page.answered && query_value(call->request->query, "thanked", call->request->arena).start;
	page.answered = page.answered && !page.thanked;
	page.said = query_value(call->request->query, "said", call->request->arena).start;
	visit_answer(call, problem ? 400 : 200);
	page_joining(&call->response->body, call->language, &page);
}

void web_joining(const struct web_call *call)
{
	show(call, NULL, TEXT(""));
}

// One session of signing in may ask so much and then a little now and again. The bucket is this
// process's, and its key goes with it.
static bool may_say(const struct web_call *call, const char *what)
{
	struct sign_in_attempt attempt = {.known = false};
	struct text_builder key;
	builder_init(&key);
	builder_string(&key, what);
	builder_add(&key, call->visit->token);
	attempt.name = digest_hash(builder_view(&key));
	builder_done(&key);
	memcpy(attempt.address.bytes, attempt.name.bytes, sizeof attempt.address.bytes);
	return allowance_take(call->worker->options->accounts->allowance, &attempt,
			   call->worker->options->now()) == 0;
}

void web_question_asked(const struct web_call *call)
{
	struct connection *connection;
	struct joining session;
	struct uuid id;
	const char *problem = NULL;
	struct fault fault = {.status = STATUS_OK};
	struct text body = form_field(call->request->body, "body", call->request->arena);
	struct text given = form_field(call->request->body, "id", call->request->arena);
	if (!body.start)
		body = TEXT("");
	enum status status = read(call, &connection, &session, &fault);
	if (status == STATUS_OK && (!given.start || !uuid_parse(given, &id)))
		status = fault_set(&fault, STATUS_DENIED, NULL, "The form is not one of this service.");
	if (status == STATUS_OK && !may_say(call, "question ")) {
		problem = MESSAGE("That is a lot at once. Wait a few minutes, then send it again.");
		status = STATUS_INVALID;
	} else if (status == STATUS_OK) {
		status = questions_ask(connection, call->worker->setting.organisation.id, session.session,
			id, body, call->worker->options->now(), &fault);
		problem = status == STATUS_CONFLICT
					  ? MESSAGE("The session is over.")
					  : MESSAGE("A question has to say something, in at most 500 characters.");
	}
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/sessions/%.*s?said=1#questions",
								 TEXT_ARGUMENTS(call->variables[0])));
	else if (problem && (status == STATUS_INVALID || status == STATUS_CONFLICT))
		show(call, problem, body);
	else
		visit_fault(call, &fault);
}

void web_feedback_given(const struct web_call *call)
{
	int answers[FEEDBACK_QUESTIONS];
	struct connection *connection;
	struct joining session;
	bool counted = false;
	struct fault fault = {.status = STATUS_OK};
	enum status status = read(call, &connection, &session, &fault);
	if (status == STATUS_OK && !feedback_read(call, answers))
		status = fault_set(&fault, STATUS_INVALID, NULL, "There is no such answer.");
	if (status == STATUS_OK)
		status = feedback_give(connection, &session, mark_of(call, &session), answers,
			call->worker->options->now(), &counted, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/sessions/%.*s%s",
								 TEXT_ARGUMENTS(call->variables[0]), counted ? "?thanked=1" : ""));
	else
		visit_fault(call, &fault);
}

// Advice and nothing else: nothing is asked, and nothing recorded.
void web_worried(const struct web_call *call)
{
	struct page_worried page = {0};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (visit_frame(call, visit, MATTER_TAKING_PART, TAB_SESSIONS, &page.frame, &fault) !=
		STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_worried(&call->response->body, call->language, &page);
}
