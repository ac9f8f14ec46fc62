// SPDX-License-Identifier: MIT
// Shift patterns of the organisation's own, on the page of rosters: saved from a file, or removed.
// A file is tried first, or taken; in the lane of what takes long, on a connection of its own.
#include "web/shift_patterns.h"

#include "app/duty/patterns.h"
#include "core/language.h"
#include "web/handlers.h"
#include "web/multipart.h"
#include "words/words.h"

#define PATIENCE 60000 // milliseconds

enum status shift_patterns_fill(const struct web_call *call, struct connection *connection,
	struct organisation_id organisation, struct page_taken_in *page, struct fault *fault)
{
	struct pattern_in_use *list;
	size_t count;
	struct arena *arena = call->request->arena;
	enum status status = patterns_in_use(
		connection, organisation, call->worker->options->now(), arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	page->patterns = arena_array(arena, count, sizeof *page->patterns);
	if (!page->patterns)
		return fault_memory(fault);
	page->pattern_action = visit_address(call, "/admin/rosters/patterns");
	for (size_t i = 0; i < count; i++) {
		const struct shift_pattern *pattern = &list[i].pattern;
		page->patterns[page->patterns_count++] = (struct page_shift_pattern){
			.name = pattern->name,
			.title = pattern->title,
			.days = pattern->days,
			.people = list[i].people,
			.own = list[i].own,
			.remove_href = visit_address(
				call, "/admin/rosters/patterns/%.*s/remove", TEXT_ARGUMENTS(pattern->name)),
		};
	}
	return STATUS_OK;
}

// What is asked for by a form with a file.
struct saving {
	struct web_call call; // with the visit
	struct connection *connection;
	const struct setting *setting;
	struct audit_actor by;
	struct text name, document;
	bool dry;
};

static enum status read_form(struct saving *saving, struct fault *fault)
{
	struct multipart form;
	const struct http_request *request = saving->call.request;
	if (!multipart_read(http_request_header(request, "Content-Type"), request->body, &form))
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("There is no file, or it is empty."));
	struct text file = multipart_content(&form, "file", true);
	struct text name = multipart_content(&form, "name", false);
	struct text act = multipart_content(&form, "act", false);
	if (!file.start || !file.length)
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("There is no file, or it is empty."));
	saving->document = file;
	saving->name = name.start ? text_trim(name) : TEXT("");
	saving->dry = !act.start || !text_is(act, "take");
	return STATUS_OK;
}

// What is wrong with the file is told with its line, where it has one.
static void say_problem(
	const struct web_call *call, const struct fault *fault, struct page_taken_in *page)
{
	int64_t line;
	struct text where = text_of(fault->where), said = words(call->language, fault->message);
	bool has_line = text_starts(where, "line ") &&
					text_to_integer((struct text){where.start + 5, where.length - 5}, &line);
	page->problem = has_line ? rosters_line(call, (unsigned long)line, said) : said;
	page->problem_shown = true;
}

static enum status save(struct saving *saving, struct page_taken_in *page, struct fault *fault)
{
	struct pattern_saved saved;
	const struct limited limited = {LIMITED_SELF, -1, LIMITED_SECONDS};
	enum status status = read_form(saving, fault);
	const struct pattern_work work = {
		saving->connection, saving->setting, &saving->by, saving->dry};
	if (status == STATUS_OK)
		status = pattern_save(&work, &limited, saving->name, saving->document,
			saving->call.request->arena, &saved, fault);
	if (status != STATUS_OK)
		return status;
	page->pattern_told = true;
	page->done = !saving->dry;
	page->pattern_name = saved.pattern.name;
	page->pattern_days = saved.pattern.days;
	page->pattern_shifts = (int64_t)saved.pattern.count;
	page->pattern_replaced = saved.replaced;
	page->people = (int64_t)saved.people;
	page->changed = (int64_t)saved.counts.changed;
	return STATUS_OK;
}

static bool is_theirs(enum status status)
{
	return status == STATUS_INVALID || status == STATUS_LIMIT || status == STATUS_CONFLICT;
}

static enum status run(struct saving *saving, struct page_taken_in *page, struct fault *fault)
{
	const struct web_call *call = &saving->call;
	struct fault own = {.status = STATUS_OK};
	enum status status = web_setting(call->worker, &saving->setting, fault);
	if (status == STATUS_OK)
		status = connection_open(
			call->worker->options->database, DATABASE_RECORDER, &saving->connection, fault);
	if (status != STATUS_OK)
		return status;
	connection_patience(saving->connection, PATIENCE);
	saving->by = visit_actor(call);
	status = save(saving, page, &own);
	if (is_theirs(status))
		say_problem(call, &own, page);
	else if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	return rosters_fill(
		call, saving->connection, saving->setting->organisation.id, TEXT(""), page, fault);
}

void web_pattern_saved(const struct web_call *call)
{
	struct page_taken_in page = {.rosters = true, .whose = TEXT("")};
	struct saving saving = {.call = *call, .name = TEXT("")};
	struct fault fault = {.status = STATUS_OK};
	saving.call.visit = visit_begin(call);
	if (!saving.call.visit)
		return;
	enum status status = run(&saving, &page, &fault);
	connection_close(saving.connection);
	if (status == STATUS_OK)
		status = rosters_show(&saving.call, &page, &fault);
	if (status != STATUS_OK)
		visit_fault(&saving.call, &fault);
}

static enum status remove_one(
	const struct web_call *call, struct page_taken_in *page, struct fault *fault)
{
	const struct setting *setting;
	struct pattern_work work = {.dry = false};
	const struct audit_actor by = visit_actor(call);
	int64_t people = 0;
	struct fault own = {.status = STATUS_OK};
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &work.recorder, fault);
	if (status != STATUS_OK)
		return status;
	work.setting = setting;
	work.by = &by;
	status = pattern_remove(&work, call->variables[0], &people, &own);
	if (status == STATUS_CONFLICT) {
		page->in_use = people;
		page->in_use_shown = true;
	} else if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	page->pattern_removed = status == STATUS_OK;
	return rosters_fill(call, work.recorder, setting->organisation.id, TEXT(""), page, fault);
}

void web_pattern_removed(const struct web_call *call)
{
	struct page_taken_in page = {.rosters = true, .whose = TEXT("")};
	struct fault fault = {.status = STATUS_OK};
	enum status status = remove_one(call, &page, &fault);
	if (status == STATUS_OK)
		status = rosters_show(call, &page, &fault);
	if (status != STATUS_OK)
		visit_fault(call, &fault);
}
