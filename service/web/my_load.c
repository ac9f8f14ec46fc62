// SPDX-License-Identifier: MIT
// A person's own load: the picture, what makes it up, and all of it as a table.
#include <math.h>

#include "web/answer.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/line_words.h"
#include "web/load_picture.h"
#include "web/log.h"
#include "web/moment.h"
#include "words/words.h"

#define PARTS_LIMIT 20

// The page being made.
struct loading {
	const struct web_call *call;
	const struct setting *setting;
	struct course course;
	struct instant now;
	struct page_load page;
	bool failed;
};

static void *several(struct loading *loading, size_t count, size_t size)
{
	void *made = arena_array(loading->call->request->arena, count, size);
	loading->failed |= !made;
	return made;
}

static const struct load_captions captions = {
	.reader = LINE_OWN,
	.title = MESSAGE("My load over six weeks, and how it falls in the next two"),
	.line = MESSAGE("Your line"),
	.falls = MESSAGE("If nothing more is logged, it falls under your line about {date}."),
	.description =
		MESSAGE("Entries in six weeks: {entries}. The load today is {load}, and the line is "
				"at {line}. The entries are listed below."),
};

// The newest entries, with what is left of each today in the first line that sums it.
static void fill_parts(struct loading *loading)
{
	const struct web_call *call = loading->call;
	const struct course *course = &loading->course;
	loading->page.parts = several(loading, PARTS_LIMIT, sizeof *loading->page.parts);
	for (size_t i = course->entry_count;
		 loading->page.parts && i-- > 0 && loading->page.parts_count < PARTS_LIMIT;) {
		const struct course_entry *entry = &course->entries[i];
		char id[UUID_TEXT_LENGTH + 1];
		uuid_format(entry->exposure.id.uuid, id);
		loading->page.parts[loading->page.parts_count++] = (struct page_part){
			.label = label_of_category(call, &loading->setting->policy, entry->exposure.category),
			.day = moment_day(call, entry->exposure.occurred_at),
			.amounts = line_amounts(call, course, entry),
			.imported = entry->exposure.source == EXPOSURE_IMPORT,
			.remove_href = visit_address(call, "/log/%s/undo", id),
		};
	}
	loading->page.parts_shown = loading->page.parts_count > 0;
}

static enum status read(struct loading *loading, const struct web_visit *visit, struct fault *fault)
{
	const struct web_call *call = loading->call;
	struct connection *connection;
	enum status status = web_setting(call->worker, &loading->setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	return course_read(connection, loading->setting, visit->session.person, loading->now,
		call->request->arena, &loading->course, fault);
}

void web_my_load(const struct web_call *call)
{
	struct loading loading = {.call = call, .now = call->worker->options->now()};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(&loading, visit, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_LOAD, TAB_LOAD, &loading.page.frame, &fault);
	if (status == STATUS_OK) {
		loading.page.standing = label_standing(call, &loading.course);
		loading.page.csv_href = visit_address(call, "/load.csv");
		loading.page.loads =
			several(&loading, loading.course.line_count, sizeof *loading.page.loads);
		for (size_t i = 0; loading.page.loads && i < loading.course.line_count; i++) {
			if (policy_line_shown(loading.course.lines[i].line))
				loading.failed |= !load_picture_of(call, &loading.course, i, loading.now, &captions,
					&loading.page.loads[loading.page.loads_count++]);
		}
		fill_parts(&loading);
		if (loading.failed)
			status = fault_memory(&fault);
	}
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_load(&call->response->body, call->language, &loading.page);
}

// RFC 4180. A cell that a spreadsheet would take for a formula cannot come up: codes and numbers.
void web_load_table(const struct web_call *call)
{
	struct loading loading = {.call = call, .now = call->worker->options->now()};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (read(&loading, visit, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	struct text_builder *out = &call->response->body;
	answer_begin(call->request, call->response, 200, "text/csv; charset=utf-8; header=present");
	http_response_header(call->request, call->response, "Cache-Control", TEXT("no-store"));
	http_response_header(call->request, call->response, "Content-Disposition",
		TEXT("attachment; filename=\"plimsoll-entries.csv\""));
	builder_string(out, "occurred_at,category,involvement,minutes,source,added");
	for (size_t i = 0; i < loading.course.line_count; i++)
		builder_format(out, ",left_in_%.*s", TEXT_ARGUMENTS(loading.course.lines[i].line->id));
	builder_string(out, "\r\n");
	for (size_t i = 0; i < loading.course.entry_count; i++) {
		const struct course_entry *entry = &loading.course.entries[i];
		char at[INSTANT_TEXT_LENGTH + 1];
		instant_format(entry->exposure.occurred_at, at);
		builder_format(out, "%s,%.*s,%s,", at, TEXT_ARGUMENTS(entry->exposure.category),
			involvement_name(entry->exposure.involvement));
		if (entry->exposure.minutes != EXPOSURE_UNKNOWN)
			builder_format(out, "%d", entry->exposure.minutes);
		builder_format(out, ",%s,%.17g",
			entry->exposure.source == EXPOSURE_SELF ? "self" : "import", entry->dose);
		for (size_t j = 0; j < loading.course.line_count; j++) {
			if (entry->left[j] == COURSE_UNCOUNTED || isnan(entry->left[j]))
				builder_character(out, ',');
			else
				builder_format(out, ",%.17g", entry->left[j]);
		}
		builder_string(out, "\r\n");
	}
}
