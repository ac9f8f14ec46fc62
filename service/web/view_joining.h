// SPDX-License-Identifier: MIT
// Views: taking part in a session, and the questions to it (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_joining_item {
	struct text kind, topic, when, href;
	bool topic_shown;
};

struct page_waited {
	struct text kind, topic, when, since, wait_href;
	bool topic_shown;
};

struct page_full {
	struct text kind, when, wait_href;
};

struct page_joinings {
	struct page_frame frame;
	struct page_joining_item *booked, *open, *over;
	size_t booked_count, open_count, over_count;
	struct page_waited *waited;
	size_t waited_count;
	struct page_full *full;
	size_t full_count;
	struct text offers_href, worried_href, notice;
	bool booked_shown, open_shown, over_shown, waited_shown, full_shown, notice_shown;
};

struct page_question {
	struct text id, body, answer;
	bool answered;
};

struct page_feedback_answer {
	struct text code, label;
	int64_t count;
};

struct page_feedback_question {
	struct text name, sentence;
	struct page_feedback_answer *answers;
	size_t answers_count;
	int64_t total;
	bool told;
};

struct page_feedback {
	struct page_feedback_question *questions;
	size_t questions_count;
};

struct page_joining {
	struct page_frame frame;
	struct text kind, topic, description, when, spare, details, details_href, list_href, ask_href;
	struct text worried_href, question_id, written, problem, feedback_href;
	struct page_feedback feedback;
	struct page_question *questions;
	size_t questions_count;
	bool topic_shown, description_shown, spare_shown, details_shown, linked, asked, asking;
	bool questions_shown, said, problem_shown, tapping, thanked,
		answered; // before
};

struct page_worried {
	struct page_frame frame;
};

// For whoever leads it.
struct page_led_questions {
	struct page_frame frame;
	struct text kind, when, session_href, act_href, answer_href, join_href, details, opens;
	struct page_feedback feedback;
	struct page_question *waiting, *shown;
	size_t waiting_count, shown_count;
	bool waiting_shown, shown_shown, asked, saved, wrong, feedback_shown;
};
