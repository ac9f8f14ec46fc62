// SPDX-License-Identifier: MIT
// What needs no signing in: help now, who can see what, the way home, and the stylesheet.
#include "core/permission.h"
#include "web/answer.h"
#include "web/assets.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/navigation.h"
#include "web/stylesheet.h"
#include "web/visit.h"
#include "words/words.h"

#define STYLESHEET_CACHED "public, max-age=31536000, immutable" // its address changes with it

bool web_stylesheet(const struct web_call *call)
{
	answer_begin(call->request, call->response, 200, "text/css; charset=utf-8");
	http_response_header(call->request, call->response, "Cache-Control", TEXT(STYLESHEET_CACHED));
	builder_add(&call->response->body,
		(struct text){stylesheet_files[0].bytes, stylesheet_files[0].length});
	return true;
}

// Each role's main page.
void web_home(const struct web_call *call)
{
	struct web_visit *visit = visit_begin(call);
	if (visit)
		visit_redirect(call, visit_address(call, "%s", navigation_home(visit->session.role)));
}

void web_missing(const struct web_call *call)
{
	visit_fault(call, &(struct fault){.status = STATUS_NOT_FOUND});
}

static const char *const extent_names[] = {
	[EXTENT_NONE] = MESSAGE("–"),
	[EXTENT_OWN] = MESSAGE("own"),
	[EXTENT_SESSIONS] = MESSAGE("sessions they lead"),
	[EXTENT_TEAM] = MESSAGE("their team"),
	[EXTENT_TOTALS] = MESSAGE("totals"),
	[EXTENT_SHARED] = MESSAGE("shared with them"),
	[EXTENT_ASKED] = MESSAGE("names they are given"),
	[EXTENT_ALL] = MESSAGE("all"),
};

void web_help_now(const struct web_call *call)
{
	struct page_help_now page = {0};
	struct fault fault = {.status = STATUS_OK};
	if (visit_frame(call, NULL, MATTER_PROGRAMME, TAB_HELP, &page.frame, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_help_now(&call->response->body, call->language, &page);
}

static bool fill_matter(const struct web_call *call, enum matter matter, struct page_matter *out)
{
	const struct permission *permission = permission_of(matter);
	out->what = words(call->language, permission->what);
	out->cells = arena_array(call->request->arena, ROLE_COUNT, sizeof *out->cells);
	for (unsigned role = 0; out->cells && role < ROLE_COUNT; role++)
		out->cells[out->cells_count++].extent =
			words(call->language, extent_names[permission->of[role].sees]);
	return out->cells;
}

void web_who_can_see(const struct web_call *call)
{
	struct page_role_name roles[ROLE_COUNT];
	struct page_matter matters[MATTER_COUNT] = {{.what = {NULL, 0}}};
	struct page_who_can_see page = {.roles = roles,
		.roles_count = ROLE_COUNT,
		.matters = matters,
		.matters_count = MATTER_COUNT};
	struct fault fault = {.status = STATUS_OK};
	enum status status = visit_frame(call, NULL, MATTER_PROGRAMME, TAB_NONE, &page.frame, &fault);
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		roles[i].name = label_of_role(call, (enum role)i);
	for (unsigned i = 0; status == STATUS_OK && i < MATTER_COUNT; i++) {
		if (!fill_matter(call, (enum matter)i, &matters[i]))
			status = fault_memory(&fault);
	}
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_who_can_see(&call->response->body, call->language, &page);
}
