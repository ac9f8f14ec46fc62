// SPDX-License-Identifier: MIT
// Trends of groups: what is asked for, and the page. Everything shown may be: what may not is not
// in the database (core/cohort.h).
#include "web/trends.h"

#include <stdarg.h>
#include <stdio.h>

#include "app/trends/periods.h"
#include "core/cohort.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/moment.h"
#include "web/query.h"

static const int32_t lengths[] = {12, 26, 52};
#define LENGTHS (sizeof lengths / sizeof lengths[0])

static const struct {
	enum trend_measure measure;
	const char *code, *label;
} kinds[TRENDS_KINDS_SHOWN] = {
	{TREND_LOAD, "", MESSAGE("Load")},
	{TREND_EVENTS, "event", MESSAGE("Entries: events")},
	{TREND_INTERACTIONS, "interaction", MESSAGE("Entries: interactions")},
	{TREND_MATERIALS, "material", MESSAGE("Entries: materials")},
};

struct text trends_text(struct trending *trending, const char *format, ...)
{
	char text[256];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	struct text copy = text_copy(trending->call->request->arena, text_of(text));
	trending->failed |= !copy.start;
	return copy;
}

void *trends_array(struct trending *trending, size_t count, size_t size)
{
	void *made = arena_array(trending->call->request->arena, count, size);
	trending->failed |= !made;
	return made;
}

struct text trends_sentence(
	struct trending *trending, const char *message, const struct place *places, size_t count)
{
	struct text sentence =
		moment_sentence(trending->call, words(trending->call->language, message), places, count);
	trending->failed |= !sentence.start;
	return sentence;
}

struct text trends_name(struct trending *trending, const struct trend_series *series)
{
	const struct policy *policy = &trending->call->worker->setting.policy;
	if (!uuid_is_nil(series->team.uuid))
		return series->name;
	if (!series->role.length)
		return words(trending->call->language, MESSAGE("Everybody"));
	const struct policy_profile *profile = policy_profile(policy, series->role);
	return profile ? label_in(trending->call, profile->label) : series->role;
}

struct text trends_reason(struct trending *trending, const struct trend *row)
{
	const struct place place = {"least", trends_text(trending, "%d", COHORT_LEAST)};
	return row && row->hidden
			   ? trends_sentence(trending,
					 MESSAGE("Hidden: it would tell of fewer than {least} people"), &place, 1)
			   : TEXT("");
}

static bool read_kind(const struct web_call *call, enum trend_measure *out)
{
	struct text kind = query_value(call->request->query, "kind", call->request->arena);
	for (size_t i = 0; i < TRENDS_KINDS_SHOWN; i++) {
		if (text_is(kind.start ? kind : TEXT(""), kinds[i].code)) {
			*out = kinds[i].measure;
			return true;
		}
	}
	return false;
}

static bool read_length(const struct web_call *call, int32_t *out)
{
	struct text weeks = query_value(call->request->query, "weeks", call->request->arena);
	*out = lengths[0];
	for (size_t i = 0; weeks.start && weeks.length && i < LENGTHS; i++) {
		char written[12];
		snprintf(written, sizeof written, "%d", lengths[i]);
		*out = lengths[i];
		if (text_is(weeks, written))
			return true;
	}
	return !weeks.start || !weeks.length;
}

// A team goes before a role: it is in one only.
static bool read_choice(const struct web_call *call, struct trends_choice *out)
{
	struct text team = query_value(call->request->query, "team", call->request->arena);
	struct text role = query_value(call->request->query, "role", call->request->arena);
	*out = (struct trends_choice){.scope.role = role.start ? role : TEXT("")};
	if (team.start && team.length && !uuid_parse(team, &out->scope.team.uuid))
		return false;
	return read_kind(call, &out->measure) && read_length(call, &out->weeks);
}

static enum status read_rows(struct trending *trending, struct fault *fault)
{
	const struct web_call *call = trending->call;
	const struct zone *zone = &call->worker->zone;
	struct organisation_id organisation = call->worker->setting.organisation.id;
	struct instant now = call->worker->options->now();
	int64_t newest = trends_closed(zone, TREND_WEEK, now);
	struct trend_period first =
		trends_period(zone, TREND_WEEK, newest + 1 - trending->choice.weeks);
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = trend_list(connection, organisation, TREND_WEEK, first.during.from, TEXT(""),
			call->request->arena, &trending->weekly, &trending->weekly_count, fault);
	if (status == STATUS_OK)
		status = trend_list(connection, organisation, TREND_FOUR_WEEKS, first.during.from, TEXT(""),
			call->request->arena, &trending->four_weekly, &trending->four_weekly_count, fault);
	return status;
}

static enum status make_grids(struct trending *trending, struct fault *fault)
{
	struct arena *arena = trending->call->request->arena;
	enum status status = trends_grid_of(
		trending->weekly, trending->weekly_count, TREND_LOAD, arena, &trending->load, fault);
	if (status == STATUS_OK && trending->choice.measure == TREND_LOAD)
		trending->shown = trending->load;
	else if (status == STATUS_OK)
		status = trends_grid_of(trending->four_weekly, trending->four_weekly_count,
			trending->choice.measure, arena, &trending->shown, fault);
	return status;
}

enum status trends_read(
	struct trending *trending, const struct web_visit *visit, struct fault *fault)
{
	const struct setting *setting;
	(void)visit;
	if (!read_choice(trending->call, &trending->choice))
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	enum status status = web_setting(trending->call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = read_rows(trending, fault);
	if (status == STATUS_OK)
		status = make_grids(trending, fault);
	const struct trends_scope *scope = &trending->choice.scope;
	bool all = uuid_is_nil(scope->team.uuid) && !scope->role.length;
	if (status == STATUS_OK && !all && !trends_grid_find(&trending->load, scope))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	return status;
}

static struct page_choice *begin_choices(
	struct trending *trending, size_t most, const char *all, size_t *count)
{
	struct page_choice *list = trends_array(trending, most + 1, sizeof *list);
	if (list)
		list[(*count)++] =
			(struct page_choice){.code = TEXT(""), .label = words(trending->call->language, all)};
	return list;
}

static void fill_groups(struct trending *trending)
{
	struct page_trends *page = &trending->page;
	const struct trends_scope *scope = &trending->choice.scope;
	size_t most = trending->load.count;
	page->teams = begin_choices(trending, most, MESSAGE("All teams"), &page->teams_count);
	page->roles = begin_choices(trending, most, MESSAGE("All roles"), &page->roles_count);
	for (size_t i = 0; i < most && !trending->failed; i++) {
		const struct trend_series *series = &trending->load.series[i];
		char id[UUID_TEXT_LENGTH + 1];
		struct page_choice choice = {.label = trends_name(trending, series)};
		uuid_format(series->team.uuid, id);
		if (!uuid_is_nil(series->team.uuid)) {
			choice.code = trends_text(trending, "%s", id);
			choice.chosen = uuid_equal(series->team.uuid, scope->team.uuid);
			page->teams[page->teams_count++] = choice;
		} else if (series->role.length) {
			choice.code = series->role;
			choice.chosen = uuid_is_nil(scope->team.uuid) && text_equal(series->role, scope->role);
			page->roles[page->roles_count++] = choice;
		}
	}
}

void trends_fill_choices(struct trending *trending)
{
	struct page_trends *page = &trending->page;
	fill_groups(trending);
	page->kinds = trends_array(trending, TRENDS_KINDS_SHOWN, sizeof *page->kinds);
	page->periods = trends_array(trending, LENGTHS, sizeof *page->periods);
	for (size_t i = 0; page->kinds && i < TRENDS_KINDS_SHOWN; i++)
		page->kinds[page->kinds_count++] = (struct page_choice){
			.code = text_of(kinds[i].code),
			.label = words(trending->call->language, kinds[i].label),
			.chosen = trending->choice.measure == kinds[i].measure,
		};
	for (size_t i = 0; page->periods && i < LENGTHS; i++) {
		const struct place place = {"weeks", trends_text(trending, "%d", lengths[i])};
		page->periods[page->periods_count++] = (struct page_choice){
			.code = place.value,
			.label = trends_sentence(trending, MESSAGE("{weeks} weeks"), &place, 1),
			.chosen = trending->choice.weeks == lengths[i],
		};
	}
}

// The same choice in another form: as a file.
static struct text csv_address(struct trending *trending)
{
	struct text query = trending->call->request->query;
	if (query.length > 200)
		query.length = 0;
	return visit_address(trending->call, "/trends.csv%s%.*s", query.length ? "?" : "",
		(int)query.length, query.length ? query.start : "");
}

static void fill(struct trending *trending)
{
	const struct web_call *call = trending->call;
	struct page_trends *page = &trending->page;
	const struct trend_series *series = trends_grid_find(&trending->load, &trending->choice.scope);
	page->any = trending->load.period_count > 0;
	page->is_load = trending->choice.measure == TREND_LOAD;
	page->action_href = visit_address(call, "/trends");
	page->hiding_href = visit_address(call, "/trends/hiding");
	page->csv_href = csv_address(trending);
	const struct place place = {"group",
		series ? trends_name(trending, series) : words(call->language, MESSAGE("Everybody"))};
	page->title = trends_sentence(trending, MESSAGE("Trends: {group}"), &place, 1);
	page->span = TEXT("");
	trends_fill_choices(trending);
	if (!page->any || trending->failed)
		return;
	struct instant end = trends_period(&call->worker->zone, TREND_WEEK,
		trends_number(&call->worker->zone, TREND_WEEK,
			trending->load.periods[trending->load.period_count - 1]))
							 .during.to;
	const struct place span[] = {{"from", moment_day(call, trending->load.periods[0])},
		{"to", moment_day(call, instant_later(end, -SECONDS_PER_HOUR))}};
	page->span = trends_sentence(trending,
		MESSAGE("{from} to {to}, whole weeks; made at 06:00 on the Monday after"), span, 2);
	trends_fill_keys(trending);
	trends_fill_teams(trending);
	trends_fill_table(trending);
	if (page->is_load)
		trends_fill_chart(trending);
}

void web_trends(const struct web_call *call)
{
	struct trending trending = {.call = call};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = trends_read(&trending, visit, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_TRENDS, TAB_NONE, &trending.page.frame, &fault);
	if (status == STATUS_OK) {
		fill(&trending);
		if (trending.failed || !trending.page.csv_href.start)
			status = fault_memory(&fault);
	}
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_trends(&call->response->body, call->language, &trending.page);
}

void web_trends_hiding(const struct web_call *call)
{
	struct trending trending = {.call = call};
	struct page_trends_hiding page = {
		.least = trends_text(&trending, "%d", COHORT_LEAST),
		.percentiles = trends_text(&trending, "%d", COHORT_PERCENTILES_LEAST),
		.back_href = visit_address(call, "/trends"),
	};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (visit_frame(call, visit, MATTER_TRENDS, TAB_NONE, &page.frame, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_trends_hiding(&call->response->body, call->language, &page);
}
