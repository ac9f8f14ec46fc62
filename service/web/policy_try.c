// SPDX-License-Identifier: MIT
// Trying another policy on the past, in numbers of groups: the form has every number that moves a
// line, a trigger or a cadence, under its path in the document ("lines.events.levels.amber.on"),
// as the policy in force has it.
#include <math.h>
#include <string.h>

#include "app/policies/try.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/moment.h"
#include "web/policy_words.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/policy_sentences.h"
#include "json/policy.h"
#include "json/policy_change.h"
#include "json/policy_members.h"

#define PATH_LENGTH 200
#define WEEKS_OTHERWISE 52
#define COST_MOST 1e6

struct trying {
	const struct web_call *call;
	const struct setting *setting;
	struct connection *connection;
	struct text document; // of the policy in force
	struct policy_members members;
	struct policy policy; // that is tried
	struct try_answer answer;
	double host_cost, duty_cost; // of an hour; NaN: not given
	struct page_policy_try page;
};

static const struct {
	const char *pattern, *label;
} kinds[] = {
	{"lines/*/half_life_days", MESSAGE("{thing}: half-life in days")},
	{"lines/*/model/half_life_days", MESSAGE("{thing}: half-life in days")},
	{"lines/*/levels/*/on", MESSAGE("{thing}, {part}: reached at")},
	{"triggers/*/weight_at_least", MESSAGE("{thing}: one event of at least")},
	{"triggers/*/material_minutes_at_least", MESSAGE("{thing}: minutes of at least")},
	{"cadences/*/steps/*/from_days", MESSAGE("{thing}, step {part}: from days")},
	{"cadences/*/steps/*/to_days", MESSAGE("{thing}, step {part}: to days")},
	{"cadences/*/minutes_per_month", MESSAGE("{thing}: minutes in every calendar month")},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

static struct text asked(const struct web_call *call, const char *name)
{
	struct text value = query_value(call->request->query, name, call->request->arena);
	return value.start ? text_trim(value) : TEXT("");
}

static struct text number_text(const struct trying *trying, double number)
{
	char text[32];
	snprintf(text, sizeof text, "%.6g", number);
	return text_copy(trying->call->request->arena, text_of(text));
}

static enum status read_document(struct trying *trying, struct fault *fault)
{
	const struct web_call *call = trying->call;
	struct stored_policy *policies;
	size_t count;
	struct arena *arena = call->request->arena;
	enum status status = web_setting(call->worker, &trying->setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &trying->connection, fault);
	if (status == STATUS_OK)
		status = policies_list(
			trying->connection, trying->setting->organisation.id, arena, &policies, &count, fault);
	if (status != STATUS_OK)
		return status;
	size_t in_force = policy_in_force_of(policies, count, call->worker->options->now());
	if (in_force == SIZE_MAX)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "No policy is in force.");
	trying->document = policies[in_force].document;
	return policy_members_read(trying->document, arena, &trying->members, fault);
}

// A path as addresses have it without being encoded.
static void name_field(struct text path, char out[static PATH_LENGTH])
{
	snprintf(out, PATH_LENGTH, "%.*s", TEXT_ARGUMENTS(path));
	for (char *slash = out; (slash = strchr(slash, '/'));)
		*slash = '.';
}

static struct text thing_of(const struct trying *trying, struct text path, struct text id)
{
	char list[16];
	struct text first = text_cut(&path, '/');
	snprintf(list, sizeof list, "%.*s", TEXT_ARGUMENTS(first));
	return words_policy_name(trying->call->language, &trying->members, list, id);
}

static bool fill_field(
	struct trying *trying, const struct policy_member *member, struct page_try_field *out)
{
	struct text steps[POLICY_STEPS_LIMIT] = {{NULL, 0}};
	char name[PATH_LENGTH];
	name_field(member->path, name);
	for (size_t i = 0; i < KINDS; i++) {
		if (!policy_path_fits(member->path, kinds[i].pattern, steps))
			continue;
		const struct web_call *call = trying->call;
		struct text given = asked(call, name);
		const struct place places[] = {
			{"thing", thing_of(trying, member->path, steps[0])},
			{"part", words_policy_level_name(call->language, &trying->members, steps[0], steps[1])},
		};
		*out = (struct page_try_field){
			.path = member->path,
			.name = text_copy(call->request->arena, text_of(name)),
			.label = moment_sentence(call, words(call->language, kinds[i].label), places, 2),
			.in_force = number_text(trying, member->number),
		};
		out->value = given.length ? given : out->in_force;
		out->changed = !text_equal(out->value, out->in_force);
		return true;
	}
	return false;
}

static enum status fill_fields(struct trying *trying, struct fault *fault)
{
	struct page_policy_try *page = &trying->page;
	page->fields =
		arena_array(trying->call->request->arena, trying->members.count, sizeof *page->fields);
	if (!page->fields)
		return fault_memory(fault);
	for (size_t i = 0; i < trying->members.count; i++) {
		const struct policy_member *member = &trying->members.list[i];
		if (member->kind == POLICY_MEMBER_NUMBER && member->path.length < PATH_LENGTH)
			page->fields_count += fill_field(trying, member, &page->fields[page->fields_count]);
	}
	return STATUS_OK;
}

// The policy in force, with what is asked for in place of its numbers.
static enum status begin(struct trying *trying, struct fault *fault)
{
	enum status status = read_document(trying, fault);
	return status == STATUS_OK ? fill_fields(trying, fault) : status;
}

static enum status fill_periods(struct trying *trying, int64_t chosen, struct fault *fault)
{
	static const int lengths[] = {13, 26, 52, 104};
	const struct web_call *call = trying->call;
	struct page_policy_try *page = &trying->page;
	size_t count = sizeof lengths / sizeof lengths[0];
	page->periods = arena_array(call->request->arena, count, sizeof *page->periods);
	if (!page->periods)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		struct text weeks = number_text(trying, lengths[i]);
		const struct place place = {"weeks", weeks};
		page->periods[page->periods_count++] = (struct page_choice){
			.code = weeks,
			.label = moment_sentence(
				call, words(call->language, MESSAGE("The last {weeks} weeks")), &place, 1),
			.chosen = lengths[i] == chosen,
		};
	}
	return STATUS_OK;
}

static void show(struct trying *trying, unsigned code)
{
	const struct web_call *call = trying->call;
	struct page_policy_try *page = &trying->page;
	struct fault fault = {.status = STATUS_OK};
	int64_t weeks = WEEKS_OTHERWISE;
	(void)text_to_integer(asked(call, "weeks"), &weeks);
	enum status status = fill_periods(trying, weeks, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_TRENDS, TAB_NONE, &page->frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page->action = visit_address(call, "/policy/try");
	page->policy_href = visit_address(call, "/admin/policy");
	page->host_cost = asked(call, "host-hour");
	page->duty_cost = asked(call, "duty-hour");
	visit_answer(call, code);
	page_policy_try(&call->response->body, call->language, page);
}

void web_policy_try(const struct web_call *call)
{
	struct web_call own = *call;
	struct trying trying = {.call = &own};
	struct fault fault = {.status = STATUS_OK};
	own.visit = visit_begin(call);
	if (!own.visit)
		return;
	if (asked(call, "weeks").length)
		call->response->found = own.visit; // goes on to the lane for what takes long
	else if (begin(&trying, &fault) == STATUS_OK)
		show(&trying, 200);
	else
		visit_fault(call, &fault);
}

// "cadences/quarterly/steps/1/from_days" is "cadences.quarterly.steps[0].from_days" of a change.
static struct text change_path(struct trying *trying, struct text path)
{
	char text[PATH_LENGTH * 2];
	int length = 0;
	struct text rest = path, steps[POLICY_STEPS_LIMIT];
	bool placed = policy_path_fits(path, "cadences/*/steps/*/*", steps);
	for (int i = 0; rest.length; i++) {
		int64_t place;
		struct text step = text_cut(&rest, '/');
		size_t left = sizeof text - (size_t)length;
		if (placed && i == 3 && text_to_integer(step, &place))
			length += snprintf(text + length, left, "[%lld]", (long long)place - 1);
		else
			length += snprintf(text + length, left, "%s%.*s", i ? "." : "", TEXT_ARGUMENTS(step));
	}
	return text_copy(trying->call->request->arena, text_of(text));
}

// Those fields that say something else than the policy in force.
static enum status read_policy(struct trying *trying, struct fault *fault)
{
	struct arena *arena = trying->call->request->arena;
	struct text document = trying->document;
	const struct page_policy_try *page = &trying->page;
	enum status status = STATUS_OK;
	struct policy_change *changes = arena_array(arena, page->fields_count, sizeof *changes);
	struct json_faults *faults = arena_allocate(arena, sizeof *faults);
	size_t count = 0;
	if (!changes || !faults)
		return fault_memory(fault);
	for (size_t i = 0; i < page->fields_count; i++) {
		if (page->fields[i].changed)
			changes[count++] = (struct policy_change){
				change_path(trying, page->fields[i].path), page->fields[i].value};
	}
	if (count)
		status = policy_change(document, changes, count, arena, &document, fault);
	if (status != STATUS_OK)
		return status;
	status = policy_read_in(document, trying->setting->zone, arena, &trying->policy, faults);
	if (status == STATUS_INVALID)
		return fault_set(fault, status, faults->list[0].where, "%s", faults->list[0].message);
	trying->policy.before = &trying->setting->policy;
	return status == STATUS_OK ? policy_words_difference(trying->call, trying->document, document,
									 &trying->page.difference, fault)
							   : fault_memory(fault);
}

static enum status read_cost(
	const struct web_call *call, const char *name, double *out, struct fault *fault)
{
	struct text given = asked(call, name);
	*out = (double)NAN;
	if (given.length && (!text_to_number(given, out) || !(*out >= 0 && *out <= COST_MOST)))
		return fault_set(
			fault, STATUS_INVALID, name, "A cost of an hour is a number from 0 to 1000000.");
	return STATUS_OK;
}

static enum status run(struct trying *trying, struct fault *fault)
{
	const struct web_call *call = trying->call;
	struct instant now = call->worker->options->now();
	struct audit_actor by = visit_actor(call);
	int64_t weeks;
	if (!text_to_integer(asked(call, "weeks"), &weeks) || weeks < 1 || weeks > 520)
		return fault_set(fault, STATUS_INVALID, "weeks", "The past is tried over 1 to 520 weeks.");
	const struct try_request request = {
		.columns = call->worker->options->columns,
		.policy = &trying->policy,
		.since = instant_later(now, -7 * weeks * SECONDS_PER_DAY),
		.now = now,
		.threads = 1, // the others are for who waits for a page
		.by = &by,
	};
	enum status status = read_cost(call, "host-hour", &trying->host_cost, fault);
	if (status == STATUS_OK)
		status = read_cost(call, "duty-hour", &trying->duty_cost, fault);
	if (status == STATUS_OK)
		status = read_policy(trying, fault);
	return status == STATUS_OK ? policy_try(trying->connection, trying->setting, &request,
									 call->request->arena, &trying->answer, fault)
							   : status;
}

static struct text count_text(const struct trying *trying, int64_t count)
{
	return count == TRY_HIDDEN ? TEXT("–") : number_text(trying, (double)count);
}

static void add(struct page_try_part *part, struct text what, struct text tried, struct text now)
{
	part->rows[part->rows_count++] = (struct page_try_row){what, tried, now};
}

static void add_counts(
	struct trying *trying, struct page_try_part *part, const char *what, int64_t tried, int64_t now)
{
	add(part, words(trying->call->language, what), count_text(trying, tried),
		count_text(trying, now));
}

static struct text cost_text(const struct trying *trying, const struct try_outcome *outcome)
{
	if (outcome->host_hours == TRY_HIDDEN)
		return TEXT("–");
	double host = isnan(trying->host_cost) ? 0 : trying->host_cost * (double)outcome->host_hours;
	double duty = isnan(trying->duty_cost) ? 0 : trying->duty_cost * (double)outcome->duty_hours;
	char text[32];
	snprintf(text, sizeof text, "%.0f", host + duty);
	return text_copy(trying->call->request->arena, text_of(text));
}

static bool fill_sessions(struct trying *trying)
{
	const struct try_outcome *tried = &trying->answer.tried, *now = &trying->answer.in_force;
	struct page_try_part *part = &trying->page.sessions;
	part->rows = arena_array(trying->call->request->arena, 8, sizeof *part->rows);
	if (!part->rows)
		return false;
	add_counts(trying, part, MESSAGE("Sessions asked for"), tried->sessions, now->sessions);
	add_counts(trying, part, MESSAGE("of them because of a crossing"), tried->brought_forward,
		now->brought_forward);
	add_counts(trying, part, MESSAGE("Hours of hosts"), tried->host_hours, now->host_hours);
	add_counts(trying, part, MESSAGE("Hours of duty"), tried->duty_hours, now->duty_hours);
	if (!isnan(trying->host_cost) || !isnan(trying->duty_cost))
		add(part, words(trying->call->language, MESSAGE("Cost of these hours")),
			cost_text(trying, tried), cost_text(trying, now));
	add_counts(trying, part, MESSAGE("Sessions in the busiest week"), tried->busiest, now->busiest);
	if (trying->answer.seats_per_week >= 0) {
		add_counts(trying, part, MESSAGE("Sessions without a seat in today’s programme"),
			tried->short_of_seats, now->short_of_seats);
		add_counts(trying, part, MESSAGE("and in the busiest week"), tried->short_at_most,
			now->short_at_most);
	}
	return true;
}

static int64_t affected_now(const struct try_answer *answer, struct text level, size_t scope)
{
	const struct try_outcome *now = &answer->in_force;
	for (size_t i = 0; i < now->level_count; i++) {
		if (text_equal(now->levels[i], level))
			return now->affected[i * answer->scopes + scope];
	}
	return TRY_HIDDEN;
}

static bool fill_people(struct trying *trying)
{
	const struct try_answer *answer = &trying->answer;
	const struct try_outcome *tried = &answer->tried;
	struct page_try_part *part = &trying->page.people;
	part->rows = arena_array(
		trying->call->request->arena, tried->level_count * answer->scopes, sizeof *part->rows);
	for (size_t i = 0; part->rows && i < tried->level_count; i++) {
		for (size_t scope = 0; scope < answer->scopes; scope++) {
			int64_t count = tried->affected[i * answer->scopes + scope];
			int64_t now = affected_now(answer, tried->levels[i], scope);
			if (scope > 0 && count == TRY_HIDDEN && now == TRY_HIDDEN)
				continue;
			const struct policy_profile *role =
				scope ? policy_profile(&trying->policy, answer->roles[scope - 1]) : NULL;
			const struct place places[] = {
				{"level", words_policy_raised_name(
							  trying->call->language, &trying->members, tried->levels[i])},
				{"role", role ? label_in(trying->call, role->label) : TEXT("")}};
			add(part,
				moment_sentence(trying->call,
					words(trying->call->language,
						role ? MESSAGE("{level}, {role}") : MESSAGE("{level}, everybody")),
					places, 2),
				count_text(trying, count), count_text(trying, now));
		}
	}
	return part->rows;
}

static bool fill_weeks(struct trying *trying)
{
	const struct try_answer *answer = &trying->answer;
	const int64_t *tried = answer->tried.by_week, *now = answer->in_force.by_week;
	struct page_try_part *part = &trying->page.weeks;
	part->rows = arena_array(trying->call->request->arena, answer->week_count, sizeof *part->rows);
	for (size_t i = 0; part->rows && (tried || now) && i < answer->week_count; i++)
		add(part, moment_date(trying->call, answer->weeks[i]),
			count_text(trying, tried ? tried[i] : TRY_HIDDEN),
			count_text(trying, now ? now[i] : TRY_HIDDEN));
	return part->rows;
}

static struct text headline(const struct trying *trying)
{
	const struct web_call *call = trying->call;
	const struct try_answer *answer = &trying->answer;
	const struct place places[] = {
		{"weeks", number_text(trying, (double)answer->week_count)},
		{"from", moment_date(call, answer->weeks[0])},
		{"people", count_text(trying, answer->people)},
		{"events", count_text(trying, answer->met[MODALITY_EVENT])},
		{"interactions", count_text(trying, answer->met[MODALITY_INTERACTION])},
		{"materials", count_text(trying, answer->met[MODALITY_MATERIAL])},
	};
	return moment_sentence(call,
		words(call->language,
			MESSAGE("{weeks} weeks from {from}: {people} people, {events} events, {interactions} "
					"interactions and {materials} entries of material.")),
		places, sizeof places / sizeof places[0]);
}

void web_policy_tried(const struct web_call *call)
{
	struct trying trying = {.call = call};
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(&trying, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	status = run(&trying, &fault);
	if (status == STATUS_OK &&
		!(fill_sessions(&trying) && fill_people(&trying) && fill_weeks(&trying)))
		status = fault_memory(&fault);
	if (status == STATUS_INVALID) {
		trying.page.faulty = true;
		trying.page.fault_path = text_copy(call->request->arena, text_of(fault.where));
		trying.page.fault = text_copy(call->request->arena, text_of(fault.message));
		show(&trying, 400);
		return;
	}
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	trying.page.tried = true;
	trying.page.headline = headline(&trying);
	trying.page.weeks_shown = trying.page.weeks.rows_count > 0;
	trying.page.seats_unknown = trying.answer.seats_per_week < 0;
	show(&trying, 200);
}
