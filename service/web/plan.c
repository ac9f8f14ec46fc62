// SPDX-License-Identifier: MIT
// The plan of sessions as the wellbeing service sees it. What may not be told is not in the
// database (app/plan/outcome.h).
#include <inttypes.h>
#include <stdio.h>

#include "app/feeds/wording.h"
#include "core/cohort.h"
#include "store/plan_outcomes.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/visit.h"

#define SENTENCES 4

struct planned {
	const struct web_call *call;
	struct plan_outcome outcome;
	struct page_plan page;
	bool failed;
};

static struct text kept(struct planned *planned, struct text text)
{
	planned->failed |= !text.start;
	return text;
}

static struct text number_text(struct planned *planned, int64_t number)
{
	char written[24];
	snprintf(written, sizeof written, "%" PRId64, number);
	return kept(planned, text_copy(planned->call->request->arena, text_of(written)));
}

static struct text sentence(
	struct planned *planned, const char *message, const struct place *places, size_t count)
{
	const struct web_call *call = planned->call;
	return kept(planned, moment_sentence(call, words(call->language, message), places, count));
}

static void *list(struct planned *planned, size_t count, size_t size)
{
	void *made = arena_array(planned->call->request->arena, count, size);
	planned->failed |= !made;
	return made;
}

// One of two sentences: for a number, and for fewer than may be told.
static void say(struct planned *planned, int32_t number, const char *many, const char *few)
{
	const struct place places[] = {{"number", number_text(planned, number)},
		{"least", number_text(planned, COHORT_LEAST)},
		{"days", number_text(planned, planned->outcome.days_sooner)}};
	planned->page.sentences[planned->page.sentences_count++].text =
		sentence(planned, number == PLAN_FEW ? few : many, places, 3);
}

static void fill_sentences(struct planned *planned)
{
	const struct plan_outcome *outcome = &planned->outcome;
	planned->page.sentences = list(planned, SENTENCES, sizeof *planned->page.sentences);
	if (planned->failed)
		return;
	say(planned, outcome->needs,
		MESSAGE("About {number} sessions are needed and not answered yet."),
		MESSAGE("Fewer than {least} sessions are needed and not answered yet."));
	say(planned, outcome->unplaced, MESSAGE("For about {number} of them there is no place."),
		MESSAGE("For fewer than {least} of them there is no place."));
	say(planned, outcome->moved,
		MESSAGE("Planning them together found about {number} of them a place, or a better one."),
		MESSAGE(
			"Planning them together found fewer than {least} of them a place, or a better one."));
	if (outcome->days_sooner != PLAN_FEW)
		say(planned, outcome->sooner,
			MESSAGE("About {number} of these are sooner, by {days} days all together."),
			MESSAGE("Some of these are sooner, by {days} days all together."));
}

static void fill_hosts(struct planned *planned)
{
	const struct plan_outcome *outcome = &planned->outcome;
	const struct place places[] = {{"hosts", number_text(planned, outcome->hosts)},
		{"least", number_text(planned, outcome->load_least)},
		{"most", number_text(planned, outcome->load_most)}};
	planned->page.loads_shown = outcome->hosts != PLAN_FEW;
	planned->page.loads = sentence(planned,
		MESSAGE(
			"About {hosts} hosts lead these sessions. Of those to come, the one with the fewest "
			"has {least} places taken, the one with the most {most}."),
		places, 3);
	planned->page.verdict = words(planned->call->language,
		outcome->verified
			? MESSAGE("Checked: of the places that were weighed for each, no other plan makes "
					  "better use. The check is "
					  "made anew each time, before anybody is moved.")
			: MESSAGE("The check failed, so nobody was moved; what was held stays. Tell whoever "
					  "looks after the service."));
}

static struct text area_name(struct planned *planned, const struct plan_lacking *lacking)
{
	enum language language = planned->call->language;
	if (lacking->area == PLAN_OF_TEAM)
		return lacking->name;
	return lacking->area == PLAN_OF_NO_TEAM ? words(language, MESSAGE("In no team"))
											: words(language, MESSAGE("Everywhere else"));
}

static void fill_lacking(struct planned *planned)
{
	const struct plan_outcome *outcome = &planned->outcome;
	struct page_plan *page = &planned->page;
	page->lacking = list(planned, outcome->lacking_count, sizeof *page->lacking);
	for (size_t i = 0; !planned->failed && i < outcome->lacking_count; i++) {
		const struct plan_lacking *lacking = &outcome->lacking[i];
		const struct place place = {"hours", number_text(planned, (lacking->minutes + 59) / 60)};
		page->lacking[page->lacking_count++] = (struct page_plan_lacking){
			.week = kept(planned, moment_date(planned->call, lacking->week)),
			.kind = word_kind(planned->call->language, lacking->kind),
			.area = area_name(planned, lacking),
			.time = sentence(planned, MESSAGE("{hours} h"), &place, 1),
		};
	}
	page->lacking_shown = page->lacking_count > 0;
}

static struct text day_or_none(struct planned *planned, struct instant at)
{
	return at.seconds == INSTANT_NEVER.seconds ? TEXT("–")
											   : kept(planned, moment_day(planned->call, at));
}

static void fill_week(
	struct planned *planned, const struct plan_week *week, struct page_plan_kind *kind)
{
	const struct place least = {"least", number_text(planned, COHORT_LEAST)};
	kind->weeks[kind->weeks_count++] = (struct page_plan_week){
		.week = kept(planned, moment_date(planned->call, week->week)),
		.sessions = number_text(planned, week->sessions),
		.seats = number_text(planned, week->seats),
		.taken = week->taken == PLAN_FEW
					 ? sentence(planned, MESSAGE("fewer than {least}"), &least, 1)
					 : number_text(planned, week->taken),
		.free_from = day_or_none(planned, week->free_from),
	};
}

// Weeks are by kind. What is said of a kind is when a place is free first.
static void fill_kinds(struct planned *planned)
{
	const struct plan_outcome *outcome = &planned->outcome;
	struct page_plan *page = &planned->page;
	page->kinds = list(planned, SESSION_KIND_COUNT, sizeof *page->kinds);
	for (size_t i = 0; !planned->failed && i < outcome->week_count;) {
		enum session_kind which = outcome->weeks[i].kind;
		struct page_plan_kind *kind = &page->kinds[page->kinds_count++];
		struct instant first = INSTANT_NEVER;
		kind->kind = word_kind(planned->call->language, which);
		kind->weeks = list(planned, outcome->week_count - i, sizeof *kind->weeks);
		for (; !planned->failed && i < outcome->week_count && outcome->weeks[i].kind == which;
			 i++) {
			first = instant_earliest(first, outcome->weeks[i].free_from);
			fill_week(planned, &outcome->weeks[i], kind);
		}
		const struct place day = {"day", day_or_none(planned, first)};
		kind->sentence = sentence(planned,
			first.seconds == INSTANT_NEVER.seconds
				? MESSAGE("No place is free in the next eight weeks.")
				: MESSAGE("First free place: {day}"),
			&day, 1);
	}
	page->kinds_shown = page->kinds_count > 0;
}

static void fill(struct planned *planned)
{
	const struct place made = {
		"when", kept(planned, moment_of(planned->call, planned->outcome.made_at))};
	planned->page.made = sentence(planned,
		MESSAGE("As planned last night: {when}. Changes of the day are in the next."), &made, 1);
	planned->page.hiding_href = visit_address(planned->call, "/trends/hiding");
	fill_sentences(planned);
	fill_hosts(planned);
	fill_lacking(planned);
	fill_kinds(planned);
}

static enum status read(struct planned *planned, struct fault *fault)
{
	const struct web_call *call = planned->call;
	const struct setting *setting;
	struct connection *connection;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = plan_outcome_read(connection, setting->organisation.id, call->request->arena,
			&planned->outcome, &planned->page.any, fault);
	return status;
}

void web_plan(const struct web_call *call)
{
	struct planned planned = {.call = call};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(&planned, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_TRENDS, TAB_NONE, &planned.page.frame, &fault);
	if (status == STATUS_OK && planned.page.any)
		fill(&planned);
	if (status == STATUS_OK && planned.failed)
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_plan(&call->response->body, call->language, &planned.page);
}
