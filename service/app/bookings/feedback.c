// SPDX-License-Identifier: MIT
#include "app/bookings/feedback.h"

#include <assert.h>

#include "core/cohort.h"

static const struct {
	const char *name, *answers[FEEDBACK_ANSWERS];
} questions[FEEDBACK_QUESTIONS] = {
	[FEEDBACK_WORTH] = {"worth", {"yes", "partly", "no"}},
	[FEEDBACK_SPOKEN] = {"spoken", {"yes", "partly", "no"}},
	[FEEDBACK_LENGTH] = {"length", {"right", "short", "long"}},
};

const char *feedback_question_name(enum feedback_question question)
{
	assert((unsigned)question < FEEDBACK_QUESTIONS);
	return questions[question].name;
}

const char *feedback_answer_name(enum feedback_question question, int answer)
{
	assert((unsigned)question < FEEDBACK_QUESTIONS && answer >= 0 && answer < FEEDBACK_ANSWERS);
	return questions[question].answers[answer];
}

bool feedback_is_open(struct interval during, struct instant now)
{
	return !instant_before(now, instant_later(during.to, FEEDBACK_AFTER)) &&
		   instant_before(now, instant_later(during.to, FEEDBACK_UNTIL));
}

struct uuid feedback_mark(const struct key *key, struct session_id session, struct person_id person)
{
	const struct text parts[] = {TEXT("feedback"),
		{(const char *)session.uuid.bytes, sizeof session.uuid.bytes},
		{(const char *)person.uuid.bytes, sizeof person.uuid.bytes}};
	return key_uuid(key, parts, sizeof parts / sizeof parts[0]);
}

static enum status count(struct connection *recorder, const struct joining *session,
	struct uuid mark, const struct feedback_count *taps, size_t number, bool *first,
	struct fault *fault)
{
	enum status status = feedback_spend(recorder, session->session, mark,
		instant_later(session->during.to, FEEDBACK_UNTIL), first, fault);
	if (status == STATUS_OK && *first)
		status = feedback_add(recorder, session->session, taps, number, fault);
	if (status == STATUS_OK && *first)
		status = feedback_tell(recorder, session->session, COHORT_LEAST, FEEDBACK_STEP, fault);
	return status;
}

enum status feedback_give(struct connection *recorder, const struct joining *session,
	struct uuid mark, const int answers[static FEEDBACK_QUESTIONS], struct instant now,
	bool *counted, struct fault *fault)
{
	struct feedback_count taps[FEEDBACK_QUESTIONS];
	size_t number = 0;
	bool first = false;
	if (!feedback_is_open(session->during, now))
		return fault_set(fault, STATUS_CONFLICT, NULL, "This is not asked now.");
	for (unsigned i = 0; i < FEEDBACK_QUESTIONS; i++) {
		if (answers[i] >= 0)
			taps[number++] = (struct feedback_count){text_of(questions[i].name),
				text_of(feedback_answer_name((enum feedback_question)i, answers[i])), 0};
	}
	enum status status = number > 0 ? transaction_begin(recorder, fault) : STATUS_OK;
	if (status == STATUS_OK && number > 0)
		status = transaction_end(
			recorder, count(recorder, session, mark, taps, number, &first, fault), fault);
	if (status == STATUS_OK)
		*counted = first;
	return status;
}

enum status feedback_see(struct connection *recorder, struct session_id session,
	struct person_id host, struct arena *arena, struct feedback_shown *out, struct fault *fault)
{
	struct feedback_count *list;
	size_t count = 0;
	struct feedback_shown shown = {.any = false};
	enum status status = feedback_told(recorder, session, host, arena, &list, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		for (unsigned j = 0; j < FEEDBACK_QUESTIONS; j++) {
			for (int k = 0; k < FEEDBACK_ANSWERS; k++) {
				if (text_is(list[i].question, questions[j].name) &&
					text_is(list[i].answer, questions[j].answers[k]))
					shown.counts[j][k] = list[i].count;
			}
		}
		shown.any = true;
	}
	if (status == STATUS_OK)
		*out = shown;
	return status;
}
