// SPDX-License-Identifier: MIT
// Views: people as administrators see them (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_people_row {
	struct text href, name, reference, team, profile, manager, roles, state;
};

struct page_people {
	struct page_frame frame;
	struct page_people_row *rows;
	size_t rows_count;
	struct text self, part, next_href, first_href;
	bool rows_shown, next_shown, first_shown, searched;
};

// A link that was just made for somebody to sign in with.
struct page_person_link {
	struct text address, until;
	bool invitation, reset, external; // one of them
	bool without_code;                // the second step is ended
};

struct page_person {
	struct page_frame frame;
	struct text self, people_href, leave_href, manager_href;
	struct text name, reference, sign_in_name, team, profile, manager, state, language;
	struct page_choice *roles;
	size_t roles_count;
	struct text notice, problem;
	struct page_person_link made;
	bool notice_shown, problem_shown, made_shown;
	bool manager_shown;
	bool own, left, other; // one of them: the reader's, of somebody who has left, of anybody else
	bool second_step;
	bool external_offered; // a link may sign in by itself
};

struct page_person_leave {
	struct page_frame frame;
	struct text self, person_href, name, problem, first, last;
	int64_t leads, reports;
	bool problem_shown, leads_shown, reports_shown;
};
