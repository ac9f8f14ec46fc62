// SPDX-License-Identifier: MIT
// A supervisor's week: what their team has booked and the sessions they lead. What is booked is
// read as the web role, which sees no more of a team than that; names are the recorder's to tell.
#include "store/reporting.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/visit.h"
#include "web/week_days.h"
#include "words/words.h"

// Nothing of the team from before this quarter is read: cover needs none of it, and how often
// somebody had a session over the years is theirs.
static struct interval read_within(const struct web_call *call, struct interval week)
{
	struct interval quarter = week_quarter(&call->worker->zone, call->worker->options->now());
	return (struct interval){quarter.from, instant_latest(week.to, quarter.to)};
}

static enum status see(
	const struct web_call *call, struct web_visit *visit, struct civil monday, struct fault *fault)
{
	struct connection *connection;
	struct web_call own = *call;
	own.visit = visit;
	struct audit_actor by = visit_actor(&own);
	visit->week = arena_allocate(call->request->arena, sizeof *visit->week);
	enum status status =
		visit->week ? web_connection(call->worker, &connection, fault) : fault_memory(fault);
	return status == STATUS_OK
			   ? week_see(connection, &by, read_within(call, week_interval(call, monday)),
					 call->request->arena, visit->week, fault)
			   : status;
}

void web_week(const struct web_call *call)
{
	struct civil monday;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (!week_asked(call, &monday))
		visit_problem(call, 400, words(call->language, MESSAGE("That is no week")),
			words(call->language,
				MESSAGE("The address names no day. Write it as in /week?from=2026-11-23.")));
	else if (see(call, visit, monday, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		call->response->found = visit; // on to the recorder's lane
}

static bool is_in(const struct week_seen *seen, struct person_id person)
{
	for (size_t i = 0; i < seen->team_count; i++) {
		if (uuid_equal(seen->team[i].uuid, person.uuid))
			return true;
	}
	return false;
}

// By name; somebody who came into the team since their sessions were read is left out.
static enum status read_names(const struct web_call *call, const struct week_seen *seen,
	struct week_name **out, size_t *count, struct fault *fault)
{
	struct connection *connection;
	struct report *reports;
	size_t number, kept = 0;
	struct instant now = call->worker->options->now();
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = reports_of(connection, call->visit->session.person, now, call->request->arena,
			&reports, &number, fault);
	if (status != STATUS_OK)
		return status;
	struct week_name *names = arena_array(call->request->arena, number, sizeof *names);
	if (!names)
		return fault_memory(fault);
	for (size_t i = 0; i < number; i++) {
		if (is_in(seen, reports[i].person))
			names[kept++] = (struct week_name){
				reports[i].person, reports[i].name.length ? reports[i].name : reports[i].reference};
	}
	*out = names;
	*count = kept;
	return STATUS_OK;
}

// "October – December 2026".
static struct text quarter_title(const struct web_call *call, struct interval quarter)
{
	struct text_builder out;
	struct civil first = zone_local(&call->worker->zone, quarter.from);
	struct civil last =
		zone_local(&call->worker->zone, instant_later(quarter.to, -SECONDS_PER_DAY));
	builder_init(&out);
	builder_add(&out, words_month(call->language, first.month));
	builder_string(&out, " – ");
	words_date(&out, call->language, last, DATE_MONTH);
	struct text copy =
		out.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&out));
	builder_done(&out);
	return copy;
}

static struct text week_href(const struct web_call *call, struct civil monday)
{
	return visit_address(call, "/week?from=%04d-%02d-%02d", monday.year, monday.month, monday.day);
}

static enum status fill(
	const struct web_call *call, struct civil monday, struct page_week *page, struct fault *fault)
{
	const struct week_seen *seen = call->visit->week;
	struct instant now = call->worker->options->now();
	struct interval quarter = week_quarter(&call->worker->zone, now);
	struct interval week = week_interval(call, monday);
	struct week_name *names = NULL;
	size_t count = 0;
	enum status status = read_names(call, seen, &names, &count, fault);
	if (status != STATUS_OK)
		return status;
	page->members = arena_array(call->request->arena, count, sizeof *page->members);
	if (!page->members)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		page->members[page->members_count++] =
			(struct page_member){names[i].name, week_has_had(seen, names[i].person, quarter, now)};
	page->team_count = (int64_t)count;
	page->team_shown = count > 0;
	page->title = week_title(call, monday);
	page->quarter = quarter_title(call, quarter);
	page->before_href = week_href(call, week_day(monday, -WEEK_DAYS));
	page->after_href = week_href(call, week_day(monday, WEEK_DAYS));
	page->now_href = visit_address(call, "/week");
	page->now_shown = instant_before(now, week.from) || !instant_before(now, week.to);
	page->before_quarter = instant_before(week.from, quarter.from);
	page->feeds_href = visit_address(call, "/me/feeds");
	status = week_days_fill(call, seen, names, count, monday, page, fault);
	return status == STATUS_OK
			   ? visit_frame(call, call->visit, MATTER_TEAM, TAB_NONE, &page->frame, fault)
			   : status;
}

void web_week_named(const struct web_call *call)
{
	const struct setting *setting;
	struct page_week page = {.title = {NULL, 0}};
	struct civil monday;
	struct fault fault = {.status = STATUS_OK};
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK && !week_asked(call, &monday))
		status = fault_set(&fault, STATUS_INVALID, "from", "This is no day.");
	if (status == STATUS_OK)
		status = fill(call, monday, &page, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_week(&call->response->body, call->language, &page);
}
