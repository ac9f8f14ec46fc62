// SPDX-License-Identifier: MIT
// What every page has around it: the bar, who can see what, the tabs.
#include "core/permission.h"
#include "web/answer.h"
#include "web/assets.h"
#include "web/help_lines.h"
#include "web/navigation.h"
#include "web/visit.h"
#include "words/words.h"

static const char *const audiences[ROLE_COUNT] = {
	[ROLE_OFFICER] = MESSAGE("You"),
	[ROLE_SUPERVISOR] = MESSAGE("Your supervisor"),
	[ROLE_FACILITATOR] = MESSAGE("Who leads a session"),
	[ROLE_WELLBEING] = MESSAGE("Wellbeing service"),
	[ROLE_ADMINISTRATOR] = MESSAGE("Administrators"),
	[ROLE_AUDITOR] = MESSAGE("Auditors"),
	[ROLE_CLINICIAN] = MESSAGE("Clinicians"),
};

// All that a role learns of people, a sentence for each matter.
static struct text tells(const struct web_call *call, enum role role)
{
	struct text_builder all;
	builder_init(&all);
	for (unsigned i = 0; i < MATTER_COUNT; i++) {
		const char *sentence = permission_of((enum matter)i)->tells[role];
		if (!sentence)
			continue;
		builder_string(&all, all.length ? " " : "");
		builder_add(&all, words(call->language, sentence));
	}
	struct text copy =
		all.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&all));
	builder_done(&all);
	return copy;
}

static bool add_lines(const struct web_call *call, struct page_bar *bar)
{
	bar->lines = arena_array(call->request->arena, ROLE_COUNT, sizeof *bar->lines);
	for (unsigned i = 0; bar->lines && i < ROLE_COUNT; i++) {
		struct page_line line = {
			.who = words(call->language, audiences[i]), .sees = tells(call, (enum role)i)};
		if (!line.sees.start)
			return false;
		if (line.sees.length)
			bar->lines[bar->lines_count++] = line;
	}
	return bar->lines;
}

// The same page in the other language.
static struct text other_address(const struct web_call *call)
{
	struct text_builder address;
	struct text query = call->request->query;
	builder_init(&address);
	builder_string(&address, call->language == LANGUAGE_WELSH ? "" : "/cy");
	builder_add(&address, call->path);
	if (query.length)
		builder_format(&address, "?%.*s", TEXT_ARGUMENTS(query));
	struct text copy = address.failed ? (struct text){NULL, 0}
									  : text_copy(call->request->arena, builder_view(&address));
	builder_done(&address);
	return copy;
}

static bool fill_bar(const struct web_call *call, const struct web_visit *visit, enum matter matter,
	struct page_bar *bar)
{
	enum language other = call->language == LANGUAGE_WELSH ? LANGUAGE_ENGLISH : LANGUAGE_WELSH;
	bar->home = visit_address(call, "/");
	bar->me_href = visit_address(call, "/me");
	bar->sign_out_href = visit_address(call, "/sign-out");
	bar->other_language = text_of(language_code(other));
	bar->other_language_name = language_name(other);
	bar->other_language_href = other_address(call);
	bar->signed_in = visit;
	if (!bar->home.start || !bar->me_href.start || !bar->sign_out_href.start ||
		!bar->other_language_href.start)
		return false;
	if (!visit)
		return true;
	bar->csrf = text_of(visit->csrf);
	bar->summary = words(call->language, permission_of(matter)->summary);
	bar->summary_shown = true;
	bar->tabs_below = visit->session.role == ROLE_OFFICER;
	return navigation_fill(call, visit->session.role, &bar->navigation);
}

enum status visit_frame(const struct web_call *call, const struct web_visit *visit,
	enum matter matter, enum visit_tab tab, struct page_frame *out, struct fault *fault)
{
	struct page_frame frame = {
		.language = text_of(language_code(call->language)),
		.head = {.stylesheet = TEXT(ASSET_DIGEST)},
		.tabs =
			{
				.log_href = visit_address(call, "/log"),
				.load_href = visit_address(call, "/load"),
				.sessions_href = visit_address(call, "/offers"),
				.help_href = visit_address(call, "/help-now"),
				.at_log = tab == TAB_LOG,
				.at_load = tab == TAB_LOAD,
				.at_sessions = tab == TAB_SESSIONS,
				.at_help = tab == TAB_HELP,
			},
		.officer = visit && visit->session.role == ROLE_OFFICER,
	};
	if (!fill_bar(call, visit, matter, &frame.bar) || !add_lines(call, &frame.bar) ||
		!help_lines_fill(call, &frame.foot) || !frame.tabs.help_href.start)
		return fault_memory(fault);
	*out = frame;
	return STATUS_OK;
}

static const struct {
	enum status status;
	unsigned code;
	const char *title, *sentence;
} problems[] = {
	{STATUS_NOT_FOUND, 404, MESSAGE("There is nothing here"),
		MESSAGE("The address may be mistyped, or what was here is gone.")},
	{STATUS_DENIED, 403, MESSAGE("That is not open to you"),
		MESSAGE(
			"What you see depends on the role you work in, and some forms are taken only once.")},
	{STATUS_INVALID, 400, MESSAGE("That could not be read"),
		MESSAGE("Nothing was saved. Go back, and try again.")},
	{STATUS_CONFLICT, 409, MESSAGE("That has changed meanwhile"),
		MESSAGE("Nothing was saved. Go back, and look again.")},
	{STATUS_UNAVAILABLE, 503, MESSAGE("Plimsoll cannot answer just now"),
		MESSAGE("Nothing was saved. Please try again in a minute.")},
	{STATUS_RETRY, 503, MESSAGE("Plimsoll cannot answer just now"),
		MESSAGE("Nothing was saved. Please try again in a minute.")},
	{STATUS_DISK_FULL, 503, MESSAGE("Plimsoll cannot answer just now"),
		MESSAGE("Nothing was saved. Please try again in a minute.")},
	{STATUS_SYSTEM, 500, MESSAGE("Something is wrong with the service"),
		MESSAGE("Nothing was saved.")}, // also for every other
};

void visit_problem(
	const struct web_call *call, unsigned code, struct text title, struct text sentence)
{
	struct page_problem page = {.title = title,
		.sentence = sentence,
		.request = (int64_t)call->request->number,
		.request_shown = code == 500};
	struct fault fault = {.status = STATUS_OK};
	if (visit_frame(call, NULL, MATTER_PROGRAMME, TAB_NONE, &page.frame, &fault) != STATUS_OK) {
		answer_fault(call->request, call->response, &fault);
		return;
	}
	visit_answer(call, code);
	if (code == 503)
		http_response_header(call->request, call->response, "Retry-After", TEXT("5"));
	page_problem(&call->response->body, call->language, &page);
}

void visit_fault(const struct web_call *call, const struct fault *fault)
{
	size_t i = 0;
	while (problems[i].status != fault->status && problems[i].status != STATUS_SYSTEM)
		i++;
	if (problems[i].code >= 500)
		answer_log_fault(call->request, fault);
	visit_problem(call, problems[i].code, words(call->language, problems[i].title),
		words(call->language, problems[i].sentence));
}
