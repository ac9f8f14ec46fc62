// SPDX-License-Identifier: MIT
// Importing a file of staff from a page: it is read and compared first, without changing anything,
// and waits in memory (web/uploads.h) until whoever sent it says that it is right. In the lane of
// what takes long, on a connection of its own.
#include <sys/stat.h>
#include <unistd.h>

#include "app/import/staff.h"
#include "core/language.h"
#include "store/mappings.h"
#include "web/handlers.h"
#include "web/import_report.h"
#include "web/multipart.h"
#include "web/new_link.h"
#include "web/query.h"
#include "web/uploads.h"
#include "words/words.h"
#include "json/staff_mapping.h"

#define LINES_MOST 5001 // with the header's
#define PATIENCE 60000  // milliseconds

struct importing {
	struct web_call call; // with the visit
	struct connection *connection;
	const struct setting *setting;
	struct audit_actor by;
	struct upload upload;
	struct staff_mapping mapping;
	struct staff_report report;
	struct text rejects, links;
	bool invite;
};

static bool fill_mappings(const struct web_call *call, const struct saved_mapping *saved,
	size_t count, struct page_import *page)
{
	page->mappings = arena_array(call->request->arena, count, sizeof *page->mappings);
	for (size_t i = 0; page->mappings && i < count; i++)
		if (staff_mapping_is(saved[i].document))
			page->mappings[page->mappings_count++] = (struct page_choice){
				.code = saved[i].name,
				.label = saved[i].name,
				.chosen = page->mappings_count == 0,
			};
	page->mappings_shown = page->mappings_count > 0;
	return page->mappings;
}

// The form for a file.
static void ask(const struct web_call *call, struct connection *connection,
	struct organisation_id organisation, struct page_import *page)
{
	struct saved_mapping *saved;
	size_t count;
	struct fault fault = {.status = STATUS_OK};
	page->asks = true;
	page->self = visit_address(call, "/admin/import");
	enum status status =
		mapping_list(connection, organisation, call->request->arena, &saved, &count, &fault);
	if (status == STATUS_OK && !fill_mappings(call, saved, count, page))
		status = fault_memory(&fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_STAFF, TAB_NONE, &page->frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, page->problem_shown ? 400 : 200);
	page_import(&call->response->body, call->language, page);
}

void web_import_recorded(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct page_import page = {.problem_shown = false};
	struct fault fault = {.status = STATUS_OK};
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		ask(call, connection, setting->organisation.id, &page);
	else
		visit_fault(call, &fault);
}

static enum status read_mapping(struct importing *importing, struct fault *fault)
{
	struct text document;
	struct arena *arena = importing->call.request->arena;
	struct json_faults *faults = arena_allocate(arena, sizeof *faults);
	struct fault own = {.status = STATUS_OK};
	if (!faults)
		return fault_memory(fault);
	enum status status = mapping_saved(importing->connection, importing->setting->organisation.id,
		text_of(importing->upload.mapping), arena, &document, fault);
	struct staff_names known;
	if (status == STATUS_OK)
		status = staff_names_known(importing->connection, importing->setting, arena, &known, fault);
	if (status == STATUS_OK)
		status = staff_mapping_read(document, &known, arena, &importing->mapping, faults);
	if (status == STATUS_INVALID || status == STATUS_NOT_FOUND) {
		*fault = own;
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("The mapping does not fit what is in force, or is gone."));
	}
	return status;
}

static struct text read_back(int file, struct arena *arena)
{
	struct stat about;
	if (fstat(file, &about) != 0)
		return (struct text){NULL, 0};
	char *content = arena_allocate(arena, (size_t)about.st_size + 1);
	ssize_t length = content ? pread(file, content, (size_t)about.st_size, 0) : -1;
	return length == about.st_size ? (struct text){content, (size_t)length}
								   : (struct text){NULL, 0};
}

static enum status run_on(
	struct importing *importing, bool dry, int rejects, int links, struct fault *fault)
{
	struct arena *arena = importing->call.request->arena;
	struct recorder recorder = setting_recorder(importing->setting, importing->connection);
	struct text url = new_link_address(&importing->call, "%s", "");
	if (rejects < 0 || links < 0 || !url.start)
		return fault_memory(fault);
	const struct staff_import work = {
		.descriptor = importing->upload.descriptor,
		.mapping = &importing->mapping,
		.recorder = &recorder,
		.by = &importing->by,
		.now = importing->by.now,
		.dry = dry,
		.missing_leave = importing->upload.missing_leave,
		.confirmed = importing->upload.many_leave,
		.rejects = rejects,
		.links = importing->invite ? links : -1,
		.url = url.start,
	};
	if (lseek(work.descriptor, 0, SEEK_SET) != 0)
		return fault_errno(fault, NULL, "The file cannot be read");
	enum status status = staff_import(&work, arena, &importing->report, fault);
	if (status != STATUS_OK)
		return status;
	importing->rejects = read_back(rejects, arena);
	importing->links = read_back(links, arena);
	return importing->rejects.start && importing->links.start ? STATUS_OK : fault_memory(fault);
}

// What it writes is read back from files without a name.
static enum status run(struct importing *importing, bool dry, struct fault *fault)
{
	int rejects = upload_file(TEXT("")), links = upload_file(TEXT(""));
	enum status status = read_mapping(importing, fault);
	if (status == STATUS_OK)
		status = run_on(importing, dry, rejects, links, fault);
	if (rejects >= 0)
		close(rejects);
	if (links >= 0)
		close(links);
	return status;
}

static enum status show(struct importing *importing, struct text name, struct fault *fault)
{
	const struct web_call *call = &importing->call;
	struct page_import page = {
		.self = visit_address(call, "/admin/import"),
		.upload = name,
		.tried = name.start,
		.done = !name.start,
		.many_leave = importing->report.many_leave,
		.links = importing->links,
		.links_shown = importing->links.length > 0,
	};
	enum status status = visit_frame(call, call->visit, MATTER_STAFF, TAB_NONE, &page.frame, fault);
	if (status == STATUS_OK &&
		!import_report_fill(call, &importing->report, importing->rejects, &page.report))
		status = fault_memory(fault);
	if (status != STATUS_OK)
		return status;
	visit_answer(call, 200);
	page_import(&call->response->body, call->language, &page);
	return STATUS_OK;
}

static struct token_hash session_of(const struct web_call *call)
{
	return digest_hash(call->visit->token);
}

// What a form brings, into a file without a name.
static enum status take_file(
	struct importing *importing, const struct multipart *form, struct fault *fault)
{
	size_t lines = 0;
	struct upload *upload = &importing->upload;
	struct text file = multipart_content(form, "file", true);
	struct text mapping = multipart_content(form, "mapping", false);
	struct text missing = multipart_content(form, "missing", false);
	if (!file.start || !file.length)
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("There is no file, or it is empty."));
	for (size_t i = 0; i < file.length; i++)
		lines += file.start[i] == '\n';
	if (lines > LINES_MOST)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("The file has more than 5,000 lines. Import it at the shell."));
	if (!mapping.start || mapping.length > UPLOAD_MAPPING_MOST || !text_is_utf8(mapping))
		return fault_set(fault, STATUS_INVALID, NULL, "%s", MESSAGE("Choose a mapping."));
	snprintf(upload->mapping, sizeof upload->mapping, "%.*s", TEXT_ARGUMENTS(mapping));
	upload->missing_leave = missing.start && text_is(missing, "leave");
	upload->session = session_of(&importing->call);
	upload->at = importing->by.now;
	upload->descriptor = upload_file(file);
	return upload->descriptor >= 0 ? STATUS_OK : fault_memory(fault);
}

// Looks at what a file comes to, which is a look at who is here.
static enum status try_file(
	struct importing *importing, const struct multipart *form, struct fault *fault)
{
	struct upload *upload = &importing->upload;
	enum status status = take_file(importing, form, fault);
	if (status != STATUS_OK)
		return status;
	status = audit_add_alone(importing->connection, &importing->by, AUDIT_STAFF_SEEN, fault);
	if (status == STATUS_OK)
		status = run(importing, true, fault);
	if (status == STATUS_OK && importing->report.circle.length)
		status = fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("The reporting lines of the file go round:"));
	if (status != STATUS_OK) {
		close(upload->descriptor);
		return status;
	}
	upload->many_leave = importing->report.many_leave;
	struct token name = uploads_put(importing->call.worker->uploads, upload);
	struct text copy = text_copy(importing->call.request->arena, text_of(name.text));
	return copy.start ? show(importing, copy, fault) : fault_memory(fault);
}

static struct text field(const struct web_call *call, const char *name)
{
	struct text value = form_field(call->request->body, name, call->request->arena);
	return value.start ? value : TEXT("");
}

// Takes what waits, so that it is imported once.
static enum status confirm(struct importing *importing, struct fault *fault)
{
	const struct web_call *call = &importing->call;
	struct uploads *uploads = call->worker->uploads;
	struct token_hash session = session_of(call);
	struct text name = field(call, "upload");
	bool many = text_is(field(call, "many"), "leave");
	importing->invite = text_is(field(call, "invite"), "yes");
	bool found = uploads_look(uploads, name, session, importing->by.now, false, &importing->upload);
	if (found && importing->upload.many_leave && !many)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("Many would leave, and that was not confirmed. Send the file again."));
	found =
		found && uploads_look(uploads, name, session, importing->by.now, true, &importing->upload);
	if (!found)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("The file waits no longer, or was imported already. Send it again."));
	enum status status = run(importing, false, fault);
	close(importing->upload.descriptor);
	return status == STATUS_OK ? show(importing, (struct text){NULL, 0}, fault) : status;
}

static enum status open_own(struct importing *importing, struct fault *fault)
{
	enum status status = connection_open(importing->call.worker->options->database,
		DATABASE_RECORDER, &importing->connection, fault);
	if (status == STATUS_OK)
		connection_patience(importing->connection, PATIENCE);
	return status;
}

static bool is_said(enum status status)
{
	return status == STATUS_INVALID || status == STATUS_DENIED || status == STATUS_LIMIT ||
		   status == STATUS_CONFLICT;
}

// What was wrong with a file is said above the form for another; on a new connection, as the one
// that was taking rows in when it ended takes nothing else.
static void show_fault(struct importing *importing, const struct fault *fault)
{
	const struct web_call *call = &importing->call;
	struct page_import page = {
		.problem = words(call->language, fault->message),
		.problem_shown = true,
		.detail = text_of(fault->where),
		.detail_shown = strncmp(fault->where, "line ", 5) == 0,
	};
	if (importing->report.circle.length) {
		page.detail = importing->report.circle;
		page.detail_shown = true;
	}
	struct fault opening = {.status = STATUS_OK};
	connection_close(importing->connection);
	importing->connection = NULL;
	if (!is_said(fault->status))
		visit_fault(call, fault);
	else if (open_own(importing, &opening) != STATUS_OK)
		visit_fault(call, &opening);
	else
		ask(call, importing->connection, importing->setting->organisation.id, &page);
}

void web_import(const struct web_call *call)
{
	struct multipart form;
	struct importing importing = {.call = *call};
	struct fault fault = {.status = STATUS_OK};
	importing.call.visit = visit_begin(call);
	if (!importing.call.visit)
		return;
	bool sends_file = multipart_read(
		http_request_header(call->request, "Content-Type"), call->request->body, &form);
	enum status status = web_setting(call->worker, &importing.setting, &fault);
	if (status == STATUS_OK)
		status = open_own(&importing, &fault);
	if (status == STATUS_OK) {
		importing.by = visit_actor(&importing.call);
		status = sends_file ? try_file(&importing, &form, &fault) : confirm(&importing, &fault);
	}
	if (status != STATUS_OK)
		show_fault(&importing, &fault);
	connection_close(importing.connection);
}
