// SPDX-License-Identifier: MIT
// What people tap about a session that they may have taken part in, and what whoever leads it is
// shown of that.
#include "app/bookings/feedback.h"

#include "web/feedback.h"
#include "web/query.h"
#include "words/words.h"

static const struct {
	const char *sentence, *answers[FEEDBACK_ANSWERS];
} sentences[FEEDBACK_QUESTIONS] = {
	[FEEDBACK_WORTH] = {MESSAGE("Was it worth your time?"),
		{MESSAGE("Yes"), MESSAGE("Partly"), MESSAGE("No")}},
	[FEEDBACK_SPOKEN] = {MESSAGE("Could you say or ask what you wanted to?"),
		{MESSAGE("Yes"), MESSAGE("Partly"), MESSAGE("No")}},
	[FEEDBACK_LENGTH] = {MESSAGE("How long was it?"),
		{MESSAGE("Right"), MESSAGE("Too short"), MESSAGE("Too long")}},
};

bool feedback_fill(
	const struct web_call *call, const struct feedback_shown *shown, struct page_feedback *out)
{
	struct arena *arena = call->request->arena;
	*out = (struct page_feedback){
		.questions = arena_array(arena, FEEDBACK_QUESTIONS, sizeof *out->questions),
		.questions_count = FEEDBACK_QUESTIONS,
	};
	for (unsigned i = 0; out->questions && i < FEEDBACK_QUESTIONS; i++) {
		struct page_feedback_answer *answers =
			arena_array(arena, FEEDBACK_ANSWERS, sizeof *answers);
		if (!answers)
			return false;
		for (int j = 0; j < FEEDBACK_ANSWERS; j++) {
			answers[j] = (struct page_feedback_answer){
				.code = text_of(feedback_answer_name((enum feedback_question)i, j)),
				.label = words(call->language, sentences[i].answers[j]),
				.count = shown ? shown->counts[i][j] : 0,
			};
			out->questions[i].total += answers[j].count;
		}
		out->questions[i].name = text_of(feedback_question_name((enum feedback_question)i));
		out->questions[i].sentence = words(call->language, sentences[i].sentence);
		out->questions[i].answers = answers;
		out->questions[i].answers_count = FEEDBACK_ANSWERS;
		out->questions[i].told = out->questions[i].total > 0;
	}
	return out->questions;
}

bool feedback_read(const struct web_call *call, int answers[static FEEDBACK_QUESTIONS])
{
	for (unsigned i = 0; i < FEEDBACK_QUESTIONS; i++) {
		enum feedback_question question = (enum feedback_question)i;
		struct text value =
			form_field(call->request->body, feedback_question_name(question), call->request->arena);
		answers[i] = -1;
		for (int j = 0; value.start && j < FEEDBACK_ANSWERS; j++) {
			if (text_is(value, feedback_answer_name(question, j)))
				answers[i] = j;
		}
		if (value.start && value.length && answers[i] < 0)
			return false;
	}
	return true;
}
