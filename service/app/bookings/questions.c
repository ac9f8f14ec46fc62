// SPDX-License-Identifier: MIT
#include "app/bookings/questions.h"

#include "secret/token.h"

#define TOGETHER_BEFORE INT64_C(3600)
#define TOGETHER_EVERY INT64_C(900)

bool questions_asked(enum session_kind kind)
{
	return session_takes_questions(kind);
}

struct instant questions_end(const struct joining *session)
{
	return session->during.to;
}

struct instant questions_open(const struct joining *session, struct instant now)
{
	struct instant first = instant_later(session->during.from, -TOGETHER_BEFORE);
	if (instant_before(now, first))
		return first;
	return (struct instant){(now.seconds / TOGETHER_EVERY + 1) * TOGETHER_EVERY};
}

static enum status check(struct text text, size_t most, struct fault *fault)
{
	return text_trim(text).length && text.length <= most
			   ? STATUS_OK
			   : fault_set(
					 fault, STATUS_INVALID, "body", "It has to say something, and not too much.");
}

enum status questions_ask(struct connection *recorder, struct organisation_id organisation,
	struct session_id session, struct uuid id, struct text body, struct instant now,
	struct fault *fault)
{
	struct arena arena;
	struct joining about;
	enum status status = check(body, QUESTION_BYTES_MOST, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status =
		joining_read(recorder, organisation, session, (struct person_id){0}, &arena, &about, fault);
	if (status == STATUS_OK && !questions_asked(about.kind))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such session.");
	if (status == STATUS_OK && !instant_before(now, questions_end(&about)))
		status = fault_set(fault, STATUS_CONFLICT, NULL, "The session is over.");
	struct question question = {.id = id, .body = text_trim(body)};
	if (status == STATUS_OK) {
		question.opens = questions_open(&about, now);
		status = question_add(recorder, organisation, session, &question, fault);
	}
	arena_done(&arena);
	return status;
}

// Whether the actor leads the session.
static enum status lead(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, struct fault *fault)
{
	struct arena arena;
	struct led_session led;
	arena_init(&arena);
	enum status status = attendance_session(recorder, session, by->person, &arena, &led, fault);
	arena_done(&arena);
	return status;
}

// Several become one that is shown, in other words.
static enum status merge(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, const struct uuid *ids, size_t count, struct text body,
	struct fault *fault)
{
	struct question merged = {
		.id = uuid_random(), .body = text_trim(body), .shown = true, .opens = by->now};
	enum status status = check(body, QUESTION_BYTES_MOST, fault);
	if (status == STATUS_OK)
		status = question_remove(recorder, session, ids, count, fault);
	return status == STATUS_OK ? question_add(recorder, by->organisation, session, &merged, fault)
							   : status;
}

static enum status act(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, enum question_act what, const struct uuid *ids, size_t count,
	struct text body, struct fault *fault)
{
	enum status status = lead(recorder, by, session, fault);
	if (status != STATUS_OK || count == 0)
		return status;
	if (what == QUESTION_MERGE)
		return merge(recorder, by, session, ids, count, body, fault);
	return what == QUESTION_SHOW ? question_show(recorder, session, ids, count, fault)
								 : question_remove(recorder, session, ids, count, fault);
}

enum status questions_act(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, enum question_act what, const struct uuid *ids, size_t count,
	struct text body, struct fault *fault)
{
	enum status status = transaction_begin(recorder, fault);
	if (status == STATUS_OK)
		status = act(recorder, by, session, what, ids, count, body, fault);
	return transaction_end(recorder, status, fault);
}

enum status questions_answer(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, struct uuid id, struct text answer, struct fault *fault)
{
	enum status status = check(answer, ANSWER_BYTES_MOST, fault);
	if (status == STATUS_OK)
		status = lead(recorder, by, session, fault);
	return status == STATUS_OK ? question_answer(recorder, session, id, text_trim(answer), fault)
							   : status;
}
