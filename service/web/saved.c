// SPDX-License-Identifier: MIT
// What becomes of a form of the log: saved, with the way back; and removing an entry.
#include "app/loads/course.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/log.h"
#include "web/moment.h"
#include "words/words.h"

// The address of an entry's page.
static struct text entry_address(const struct web_call *call, struct exposure_id id)
{
	char text[UUID_TEXT_LENGTH + 1];
	uuid_format(id.uuid, text);
	return visit_address(call, "/log/%s", text);
}

void log_recorded(const struct web_call *call, const struct record_result *result)
{
	static const enum status statuses[] = {
		[RECORD_ID_TAKEN] = STATUS_CONFLICT,
		[RECORD_REMOVED] = STATUS_CONFLICT,
		[RECORD_NO_PERSON] = STATUS_NOT_FOUND,
		[RECORD_NO_TARGET] = STATUS_NOT_FOUND,
		[RECORD_REPLACED] = STATUS_CONFLICT,
		[RECORD_UNWEIGHABLE] = STATUS_INVALID,
		[RECORD_WITHHELD] = STATUS_RETRY,
		[RECORD_FAILED] = STATUS_RETRY,
	};
	const struct web_visit *visit = call->visit;
	struct fault fault = {.status = STATUS_OK};
	if (!record_refused(result->outcome)) {
		visit_redirect(call, entry_address(call, visit->entry.id));
		return;
	}
	fault_set(&fault, statuses[result->outcome], NULL, "The entry was refused.");
	visit_fault(call, &fault);
}

static const struct course_entry *find(const struct course *course, struct exposure_id id)
{
	for (size_t i = 0; i < course->entry_count; i++) {
		if (uuid_equal(course->entries[i].exposure.id.uuid, id.uuid))
			return &course->entries[i];
	}
	return NULL;
}

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct course *course, const struct setting **setting, struct fault *fault)
{
	struct connection *connection;
	enum status status = web_setting(call->worker, setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	return course_read(connection, *setting, visit->session.person, call->worker->options->now(),
		call->request->arena, course, fault);
}

// The page of an entry; of one that was removed, or never was, it says that it is gone.
void web_saved(const struct web_call *call)
{
	const struct setting *setting;
	struct course course;
	struct exposure_id id;
	struct page_saved page = {0};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = STATUS_OK;
	if (!uuid_parse(call->variables[0], &id.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = read(call, visit, &course, &setting, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_ENTRIES, TAB_LOG, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	const struct course_entry *entry = find(&course, id);
	page.removed = !entry;
	page.standing = label_standing(call, &course);
	if (course.line_count && !course.lines[0].line->of_trigger)
		page.falls = label_falls(call, &course.lines[0], call->worker->options->now(),
			MESSAGE("If nothing more is logged, it falls under your line about {date}."));
	page.falls_shown = page.falls.length > 0;
	if (entry) {
		page.what = label_of_category(call, &setting->policy, entry->exposure.category);
		page.near = label_of_involvement(call, entry->exposure.involvement);
		page.when = moment_of(call, entry->exposure.occurred_at);
		page.undo_href = visit_address(call, "/log/%.*s/undo", TEXT_ARGUMENTS(call->variables[0]));
	}
	visit_answer(call, 200);
	page_saved(&call->response->body, call->language, &page);
}

void web_undo(const struct web_call *call)
{
	struct web_visit *visit = visit_begin(call);
	if (visit)
		call->response->found = visit; // on to the recorder's lane
}

void web_undo_recorded(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct exposure_id id;
	struct record_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	if (!uuid_parse(call->variables[0], &id.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK) {
		struct recorder recorder = setting_recorder(setting, connection);
		struct audit_actor by = visit_actor(call);
		status =
			record_retraction(&recorder, call->visit->session.person, id, &by, &report, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call, entry_address(call, id));
	else
		visit_fault(call, &fault);
}
