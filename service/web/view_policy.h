// SPDX-License-Identifier: MIT
// Views: the policy in words, a proposal with what staff say of it, and its administration
// (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_policy_row {
	struct text what, value, evidence;
	bool evidence_shown;
};

struct page_policy_part {
	struct text heading;
	struct page_policy_row *rows;
	size_t rows_count;
};

struct page_policy_comment {
	struct text id, day, body, reply;
	bool replied;
};

// What a proposal changes, in sentences.
struct page_policy_difference {
	struct text *sentences;
	size_t sentences_count;
	bool later, none;
};

struct page_policy_proposal {
	struct text title, proposed, begins, comments_end, stage, view;
	int64_t version, days_left;
	bool shown, open, view_shown;
	struct page_policy_difference difference;
	struct page_policy_comment *comments;
	size_t comments_count;
	bool comments_shown;
};

struct page_policy {
	struct page_frame frame;
	struct text title, since, action, comment_id, problem;
	struct text version;
	bool since_shown, commented, problem_shown;
	struct page_policy_part *parts;
	size_t parts_count;
	struct page_policy_proposal proposal;
};

struct page_policy_version {
	struct text title, stage, begins, proposed_by, approved_by;
	int64_t version;
};

struct page_policy_fault {
	struct text path, message;
};

struct page_try_field {
	struct text path, name, label, value, in_force;
	bool changed;
};

struct page_try_row {
	struct text what, tried, in_force;
};

struct page_try_part {
	struct page_try_row *rows;
	size_t rows_count;
};

struct page_policy_try {
	struct page_frame frame;
	struct text action, policy_href, host_cost, duty_cost;
	struct text headline, fault_path, fault;
	bool tried, faulty, weeks_shown, seats_unknown;
	struct page_policy_difference difference;
	struct page_try_part sessions, people, weeks;
	struct page_try_field *fields;
	size_t fields_count;
	struct page_choice *periods;
	size_t periods_count;
};

struct page_policy_admin {
	struct page_frame frame;
	struct text action, problem, today, earliest, policy_href;
	bool problem_shown, done, asks, preview, faulty, view_needed;
	bool may_approve, may_withdraw, may_record_view;
	struct text document, begins; // what was looked at
	struct page_policy_difference difference;
	struct page_policy_fault *faults;
	size_t faults_count;
	struct page_policy_version *versions;
	size_t versions_count;
	struct page_policy_proposal proposal;
};
