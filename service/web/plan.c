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

// One of two sentences: for a number, and for what may not be told.
static void say(struct planned *planned, int32_t number, const char *many, const char *few)
{
	const struct place places[] = {{"number", number_text(planned, number)},
		{"least", number_text(planned, COHORT_LEAST)},
		{"days", number_text(planned, planned->outcome.told.days_sooner)}};
	planned->page.sentences[planned->page.sentences_count++].text =
		sentence(planned, number == PLAN_FEW ? few : many, places, 3);
}

static void fill_sentences(struct planned *planned)
{
	const struct plan_told *told = &planned->outcome.told;
	planned->page.sentences = list(planned, SENTENCES, sizeof *planned->page.sentences);
	if (planned->failed)
		return;
	say(planned, told->needs,
		MESSAGE("At least {number} sessions are needed and not answered yet."),
		MESSAGE("Fewer than {least} sessions are needed and not answered yet."));
	if (told->needs == PLAN_FEW)
		return;
	say(planned, told->unplaced, MESSAGE("For at least {number} of them there is no place."),
		MESSAGE(
			"For how many there is no place is not told: for fewer than {least}, or for all but "
			"fewer than {least}."));
	say(planned, told->moved,
		MESSAGE("Planning them together found at least {number} a place, or a better one."),
		MESSAGE(
			"How many got a place, or a better one, by planning them together is not told: they "
			"or the others are fewer than {least}."));
	if (told->days_sooner != PLAN_FEW)
		say(planned, told->sooner,
			MESSAGE("At least {number} of these are sooner, by {days} days all together."), "");
}

static void fill_hosts(struct planned *planned)
{
	const struct plan_outcome *outcome = &planned->outcome;
	const struct place places[] = {{"hosts", number_text(planned, outcome->hosts)},
		{"least", number_text(planned, outcome->load_least)},
		{"most", number_text(planned, outcome->load_most)},
		{"few", number_text(planned, COHORT_LEAST)}};
	planned->page.loads_shown = outcome->hosts != PLAN_FEW && outcome->load_most != PLAN_FEW;
	planned->page.loads = sentence(planned,
		outcome->load_least == PLAN_FEW
			? MESSAGE("At least {hosts} hosts lead these sessions. Of those to come, the one with "
					  "the fewest has fewer than {few} places taken, the one with the most at "
					  "least {most}.")
			: MESSAGE("At least {hosts} hosts lead these sessions. Of those to come, the one with "
					  "the fewest has at least {least} places taken, the one with the most at "
					  "least {most}."),
		places, 4);
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
		const struct place places[] = {
			{"hours", number_text(planned, (lacking->minutes + 59) / 60)},
			{"least", number_text(planned, COHORT_LEAST)}};
		const bool dated = lacking->week.seconds != INSTANT_NEVER.seconds;
		page->lacking[page->lacking_count++] = (struct page_plan_lacking){
			.week = dated ? kept(planned, moment_date(planned->call, lacking->week))
						  : words(planned->call->language, MESSAGE("Other weeks")),
			.kind = word_kind(planned->call->language, lacking->kind),
			.area = area_name(planned, lacking),
			.time = sentence(planned,
				lacking->minutes == PLAN_FEW ? MESSAGE("for fewer than {least} people")
											 : MESSAGE("up to {hours} h"),
				places, 2),
		};
	}
	page->lacking_shown = page->lacking_count > 0;
}

// By what is told of it alone: fewer are taken than there are.
static bool has_room(const struct plan_week *week)
{
	return week->seats >= PLAN_SEATS_LEAST &&
		   (week->taken == PLAN_FEW ||
			   week->taken + PLAN_TOLD_STEP <= week->seats - PLAN_TOLD_STEP);
}

static struct text taken_text(struct planned *planned, const struct plan_week *week)
{
	const struct place places[] = {{"least", number_text(planned, COHORT_LEAST)},
		{"number", number_text(planned, week->taken)}};
	if (week->seats < PLAN_SEATS_LEAST)
		return words(planned->call->language, MESSAGE("not told"));
	return sentence(planned,
		week->taken == PLAN_FEW ? MESSAGE("fewer than {least}") : MESSAGE("at least {number}"),
		places, 2);
}

static void fill_week(
	struct planned *planned, const struct plan_week *week, struct page_plan_kind *kind)
{
	kind->weeks[kind->weeks_count++] = (struct page_plan_week){
		.week = kept(planned, moment_date(planned->call, week->week)),
		.sessions = number_text(planned, week->sessions),
		.seats = number_text(planned, week->seats),
		.taken = taken_text(planned, week),
	};
}

// Weeks are by kind. What is said of a kind is by when a place is free, so far as what is told of
// its weeks says so.
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
			if (has_room(&outcome->weeks[i]))
				first = instant_earliest(first, outcome->weeks[i].week);
			fill_week(planned, &outcome->weeks[i], kind);
		}
		const bool known = first.seconds != INSTANT_NEVER.seconds;
		const struct place day = {
			"day", known ? kept(planned, moment_date(planned->call, first)) : TEXT("")};
		kind->sentence = sentence(planned,
			known ? MESSAGE("Places are free in the week beginning {day}, if not before.")
				  : MESSAGE(
						"Whether a place is free in these weeks is not told: too few are left, or "
						"there are too few to tell."),
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
