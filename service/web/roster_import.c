// SPDX-License-Identifier: MIT
// Taking in a roster, or when people are away, from a page: tried first, without changing anything,
// or taken in, whole or not at all. Nothing is kept of the file. In the lane of what takes long, on
// a connection of its own.
#include <unistd.h>

#include "app/import/absences.h"
#include "app/import/roster_calendar.h"
#include "core/language.h"
#include "store/mappings.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/multipart.h"
#include "web/shift_patterns.h"
#include "web/uploads.h"
#include "web/visit.h"
#include "words/words.h"
#include "json/roster_mapping.h"

#define LINES_MOST 20001 // with the header's
#define PATIENCE 60000   // milliseconds
#define SHOWN 100        // lines that are wrong

struct taking {
	struct web_call call; // with the visit
	struct connection *connection;
	const struct setting *setting;
	struct audit_actor by;
	bool absences, dry;
	struct text content, number; // of the body; whose a calendar is
	struct text named;           // the mapping; empty: none
	struct roster_mapping mapping;
	int file;
};

struct text rosters_line(const struct web_call *call, unsigned long line, struct text why)
{
	char number[24];
	snprintf(number, sizeof number, "%lu", line);
	const struct place places[] = {{"line", text_of(number)}, {"why", why}};
	return moment_sentence(call, words(call->language, MESSAGE("Line {line}: {why}")), places, 2);
}

static bool add_wrong(
	const struct taking *taking, unsigned long line, const char *why, struct page_taken_in *page)
{
	const struct web_call *call = &taking->call;
	if (!page->wrong)
		page->wrong = arena_array(call->request->arena, SHOWN, sizeof *page->wrong);
	if (page->wrong && page->wrong_count < SHOWN)
		page->wrong[page->wrong_count++] =
			(struct page_wrong){rosters_line(call, line, words(call->language, why))};
	page->wrong_shown = true;
	return page->wrong;
}

static enum status take_absences(
	struct taking *taking, struct page_taken_in *page, struct fault *fault)
{
	struct absence_report report;
	bool ok = true;
	const struct absence_import work = {
		taking->file, taking->connection, taking->setting, &taking->by, taking->dry};
	enum status status = absence_import(&work, taking->call.request->arena, &report, fault);
	if (status != STATUS_OK)
		return status;
	page->rows = (int64_t)report.rows;
	page->people = (int64_t)report.people;
	page->changed = (int64_t)report.counts.people;
	page->away = (int64_t)report.counts.added;
	page->back = (int64_t)report.counts.removed;
	for (size_t i = 0; ok && i < report.reject_count; i++)
		ok = add_wrong(
			taking, report.rejects[i].line, absence_fault_sentence(report.rejects[i].fault), page);
	return ok ? STATUS_OK : fault_memory(fault);
}

// The line of what is wrong in a calendar.
static bool add_event(
	const struct taking *taking, const struct fault *fault, struct page_taken_in *page)
{
	int64_t line;
	struct text where = text_of(fault->where);
	bool has_line = text_starts(where, "line ") &&
					text_to_integer((struct text){where.start + 5, where.length - 5}, &line);
	return !has_line || add_wrong(taking, (unsigned long)line, fault->message, page);
}

static enum status take_calendar(const struct taking *taking, const struct roster_import *work,
	struct roster_report *report, struct fault *fault)
{
	const struct roster_calendar_file file = {
		.limited = {LIMITED_SELF, -1, LIMITED_SECONDS},
		.document = taking->content,
		.form = &taking->mapping.form,
		.property = taking->mapping.calendar_person,
		.until = taking->mapping.calendar_person_until,
		.person = taking->number,
		.window = roster_calendar_window(taking->setting->zone, taking->by.now),
	};
	return roster_import_calendar(work, &file, taking->call.request->arena, report, fault);
}

static enum status take_roster(
	struct taking *taking, struct page_taken_in *page, struct fault *fault)
{
	struct roster_report report = {.rows = 0};
	bool ok = true;
	const struct roster_import work = {
		taking->connection, taking->setting, &taking->by, taking->dry};
	enum status status = roster_is_calendar(taking->content)
							 ? take_calendar(taking, &work, &report, fault)
							 : roster_import(&work, taking->file, &taking->mapping.form,
								   taking->call.request->arena, &report, fault);
	for (size_t i = 0; status == STATUS_INVALID && ok && i < report.faults.kept; i++)
		ok = add_wrong(taking, report.faults.list[i].line,
			roster_row_sentence(report.faults.list[i].answer), page);
	if (status == STATUS_INVALID && ok && report.unreadable)
		ok = add_event(taking, fault, page);
	if (!ok)
		return fault_memory(fault);
	if (status != STATUS_OK)
		return status;
	page->rows = (int64_t)report.rows;
	page->people = (int64_t)report.counts.people;
	page->changed = (int64_t)report.counts.changed;
	page->shifts = (int64_t)report.counts.shifts;
	page->away = (int64_t)report.counts.away.added;
	page->back = (int64_t)report.counts.away.removed;
	page->strangers = (int64_t)report.strangers;
	page->strangers_shown = report.strangers > 0;
	return STATUS_OK;
}

enum status rosters_show(
	const struct web_call *call, struct page_taken_in *page, struct fault *fault)
{
	page->self = visit_address(call, "/admin/rosters");
	enum status status =
		visit_frame(call, call->visit, MATTER_STAFF, TAB_NONE, &page->frame, fault);
	if (status != STATUS_OK)
		return status;
	visit_answer(call, page->problem_shown ? 400 : page->in_use_shown ? 409 : 200);
	page_taken_in(&call->response->body, call->language, page);
	return STATUS_OK;
}

// The mappings of rosters to choose from, with the one that was.
static enum status fill_mappings(const struct web_call *call, struct connection *connection,
	struct organisation_id organisation, struct text chosen, struct page_taken_in *page,
	struct fault *fault)
{
	struct saved_mapping *saved;
	size_t count;
	struct arena *arena = call->request->arena;
	enum status status = mapping_list(connection, organisation, arena, &saved, &count, fault);
	if (status != STATUS_OK)
		return status;
	page->mappings = arena_array(arena, count, sizeof *page->mappings);
	if (!page->mappings)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		if (roster_mapping_is(saved[i].document))
			page->mappings[page->mappings_count++] = (struct page_choice){
				.code = saved[i].name,
				.label = saved[i].name,
				.chosen = text_equal(saved[i].name, chosen),
			};
	}
	page->mappings_shown = page->mappings_count > 0;
	return STATUS_OK;
}

enum status rosters_fill(const struct web_call *call, struct connection *connection,
	struct organisation_id organisation, struct text chosen, struct page_taken_in *page,
	struct fault *fault)
{
	enum status status = fill_mappings(call, connection, organisation, chosen, page, fault);
	return status == STATUS_OK ? shift_patterns_fill(call, connection, organisation, page, fault)
							   : status;
}

void web_rosters_recorded(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct page_taken_in page = {.rosters = true, .whose = TEXT("")};
	struct fault fault = {.status = STATUS_OK};
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = rosters_fill(call, connection, setting->organisation.id, TEXT(""), &page, &fault);
	if (status == STATUS_OK)
		status = rosters_show(call, &page, &fault);
	if (status != STATUS_OK)
		visit_fault(call, &fault);
}

static enum status open_file(struct taking *taking, struct fault *fault)
{
	struct multipart form;
	size_t lines = 0;
	const struct http_request *request = taking->call.request;
	if (!multipart_read(http_request_header(request, "Content-Type"), request->body, &form))
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("There is no file, or it is empty."));
	struct text file = multipart_content(&form, "file", true);
	struct text what = multipart_content(&form, "what", false);
	struct text act = multipart_content(&form, "act", false);
	struct text number = multipart_content(&form, "number", false);
	struct text named = multipart_content(&form, "mapping", false);
	if (!file.start || !file.length)
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("There is no file, or it is empty."));
	for (size_t i = 0; i < file.length; i++)
		lines += file.start[i] == '\n';
	if (lines > LINES_MOST && !roster_is_calendar(file))
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("The file has more than 20,000 lines. Take it in at the shell."));
	taking->absences = what.start && text_is(what, "absences");
	taking->dry = !act.start || !text_is(act, "take");
	taking->content = file;
	taking->number = number.start ? text_trim(number) : TEXT("");
	taking->named = named.start ? named : TEXT("");
	taking->file = upload_file(file);
	return taking->file >= 0 ? STATUS_OK : fault_memory(fault);
}

static enum status read_mapping(struct taking *taking, struct fault *fault)
{
	struct text document;
	struct arena *arena = taking->call.request->arena;
	struct json_faults *faults = arena_allocate(arena, sizeof *faults);
	struct text zone = taking->setting->organisation.zone;
	struct fault own = {.status = STATUS_OK};
	taking->mapping = (struct roster_mapping){.form = roster_form_usual};
	taking->mapping.form.zone = zone;
	if (!faults)
		return fault_memory(fault);
	if (!taking->named.length || taking->absences)
		return STATUS_OK;
	enum status status = mapping_saved(taking->connection, taking->setting->organisation.id,
		taking->named, arena, &document, &own);
	if (status == STATUS_OK)
		status = roster_mapping_read(document, zone, arena, &taking->mapping, faults);
	if (status == STATUS_INVALID || status == STATUS_NOT_FOUND)
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("There is no such mapping of rosters."));
	return status == STATUS_OK ? STATUS_OK : fault_set(fault, status, own.where, "%s", own.message);
}

static enum status take(struct taking *taking, struct page_taken_in *page, struct fault *fault)
{
	enum status status = web_setting(taking->call.worker, &taking->setting, fault);
	if (status == STATUS_OK)
		status = connection_open(
			taking->call.worker->options->database, DATABASE_RECORDER, &taking->connection, fault);
	if (status != STATUS_OK)
		return status;
	connection_patience(taking->connection, PATIENCE);
	taking->by = visit_actor(&taking->call);
	status = open_file(taking, fault);
	page->absences = taking->absences;
	page->rosters = !taking->absences;
	page->whose = taking->number;
	struct fault listing = {.status = STATUS_OK};
	if (rosters_fill(&taking->call, taking->connection, taking->setting->organisation.id,
			taking->named, page, &listing) != STATUS_OK)
		return fault_set(fault, listing.status, listing.where, "%s", listing.message);
	if (status == STATUS_OK)
		status = read_mapping(taking, fault);
	if (status == STATUS_OK)
		status = taking->absences ? take_absences(taking, page, fault)
								  : take_roster(taking, page, fault);
	page->told = status == STATUS_OK;
	page->done = page->told && !taking->dry;
	return status;
}

void web_rosters_taken(const struct web_call *call)
{
	struct page_taken_in page = {.told = false, .whose = TEXT("")};
	struct taking taking = {
		.call = *call, .file = -1, .content = TEXT(""), .number = TEXT(""), .named = TEXT("")};
	struct fault fault = {.status = STATUS_OK}, showing = {.status = STATUS_OK};
	taking.call.visit = visit_begin(call);
	if (!taking.call.visit)
		return;
	enum status status = take(&taking, &page, &fault);
	connection_close(taking.connection);
	if (taking.file >= 0)
		close(taking.file);
	if (status == STATUS_INVALID || status == STATUS_LIMIT || status == STATUS_CONFLICT) {
		page.problem_shown = true;
		page.problem = words(call->language,
			page.wrong_shown ? MESSAGE("It has lines that cannot be used.") : fault.message);
		status = STATUS_OK;
	}
	if (status == STATUS_OK)
		status = rosters_show(&taking.call, &page, &showing);
	if (status != STATUS_OK)
		visit_fault(&taking.call, fault.status != STATUS_OK ? &fault : &showing);
}
