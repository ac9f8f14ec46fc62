// SPDX-License-Identifier: MIT
// Trends as a file (RFC 4180): what the page shows, counts rounded to five.
#include <string.h>

#include "core/cohort.h"
#include "web/answer.h"
#include "web/handlers.h"
#include "web/trends.h"

// Quoted, and no formula for a spreadsheet.
static void add_name(struct text_builder *out, struct text name)
{
	builder_character(out, '"');
	if (name.length && strchr("=+-@\t\r", name.start[0]))
		builder_character(out, '\'');
	for (size_t i = 0; i < name.length; i++) {
		if (name.start[i] == '"')
			builder_character(out, '"');
		builder_character(out, name.start[i]);
	}
	builder_character(out, '"');
}

static void add_count(struct text_builder *out, int64_t count)
{
	builder_character(out, ',');
	if (count >= 0)
		builder_format(out, "%lld", (long long)cohort_rounded(count));
}

static void add_number(struct text_builder *out, double number)
{
	builder_character(out, ',');
	if (number >= 0)
		builder_format(out, "%.0f", number);
}

static void add_row(struct trending *trending, int weeks, const struct trend *row)
{
	struct text_builder *out = &trending->call->response->body;
	struct civil day = zone_local(&trending->call->worker->zone, row->begins_at);
	builder_format(out, "%04d-%02d-%02d,%d,%s,%.*s,", day.year, day.month, day.day, weeks,
		trend_measure_name(row->measure), TEXT_ARGUMENTS(row->role));
	add_name(out, row->team_name);
	builder_format(out, ",%s", row->hidden ? "withheld" : "");
	add_count(out, row->people);
	add_number(out, row->median);
	add_number(out, row->low);
	add_number(out, row->high);
	add_count(out, row->over);
	add_count(out, row->entries);
	add_count(out, row->minutes);
	add_count(out, row->offered);
	add_count(out, row->taken);
	add_number(out, row->wait_days);
	builder_string(out, "\r\n");
}

// What is chosen, and the teams in it; of entries the chosen kind where one is.
static bool is_chosen(const struct trending *trending, const struct trend *row)
{
	const struct trends_scope *scope = &trending->choice.scope;
	enum trend_measure measure = trending->choice.measure;
	bool kind = row->measure >= TREND_EVENTS && row->measure <= TREND_MATERIALS;
	if (measure != TREND_LOAD && kind && row->measure != measure)
		return false;
	if (!uuid_is_nil(scope->team.uuid))
		return uuid_equal(row->team.uuid, scope->team.uuid);
	return !scope->role.length || text_equal(row->role, scope->role);
}

void web_trends_table(const struct web_call *call)
{
	struct trending trending = {.call = call};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (trends_read(&trending, visit, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	answer_begin(call->request, call->response, 200, "text/csv; charset=utf-8; header=present");
	http_response_header(call->request, call->response, "Cache-Control", TEXT("no-store"));
	http_response_header(call->request, call->response, "Content-Disposition",
		TEXT("attachment; filename=\"plimsoll-trends.csv\""));
	builder_string(&call->response->body,
		"begins,weeks,measure,role,team,hidden,people,load_median,load_low,load_high,over_line,"
		"entries,minutes,offered,taken_up,wait_days\r\n");
	for (size_t i = 0; i < trending.weekly_count; i++) {
		if (is_chosen(&trending, &trending.weekly[i]))
			add_row(&trending, TREND_WEEK, &trending.weekly[i]);
	}
	for (size_t i = 0; i < trending.four_weekly_count; i++) {
		if (is_chosen(&trending, &trending.four_weekly[i]))
			add_row(&trending, TREND_FOUR_WEEKS, &trending.four_weekly[i]);
	}
}
