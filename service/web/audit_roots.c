// SPDX-License-Identifier: MIT
// The roots of the trail, for auditors to keep and to compare. They say nothing about anybody.
#include "app/audits/root.h"
#include "secret/chain.h"
#include "store/audit_review.h"
#include "web/answer.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/visit.h"

#define PAGE_ROOTS 30
#define LINES_ROOTS 400 // of more than a year

static enum status read(const struct web_call *call, int32_t before, int32_t most,
	struct audit_root **out, size_t *count, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = audit_roots_recent(connection, setting->organisation.id, before, most,
			call->request->arena, out, count, fault);
	return status;
}

static enum status before_number(const struct web_call *call, int32_t *out, struct fault *fault)
{
	int64_t number;
	struct text before = query_value(call->request->query, "before", call->request->arena);
	*out = INT32_MAX;
	if (!before.start)
		return STATUS_OK;
	if (!text_to_integer(before, &number) || number < 1 || number > INT32_MAX)
		return fault_set(fault, STATUS_INVALID, "before", "There is no such root.");
	*out = (int32_t)number;
	return STATUS_OK;
}

// Whether a kept line is among all that the database has.
static enum status compare(
	const struct web_call *call, struct page_audit_roots *page, struct fault *fault)
{
	struct audit_kept_root kept;
	struct audit_root *roots;
	size_t count = 1;
	int32_t before = INT32_MAX;
	struct text line = query_value(call->request->query, "line", call->request->arena);
	if (!line.start || !text_trim(line).length)
		return STATUS_OK;
	page->asked = true;
	page->line = line;
	page->unreadable = !audit_root_line_parse(text_trim(line), &kept);
	enum status status = STATUS_OK;
	while (status == STATUS_OK && !page->unreadable && !page->known && count) {
		status = read(call, before, LINES_ROOTS, &roots, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			before = roots[i].number;
			page->known |= roots[i].made_at.seconds == kept.made_at.seconds &&
						   roots[i].chains == kept.chains &&
						   audit_hash_equal(&roots[i].root, &kept.root);
		}
	}
	return status;
}

static bool fill(const struct web_call *call, const struct audit_root *roots, size_t count,
	struct page_audit_roots *page)
{
	size_t shown = count > PAGE_ROOTS ? PAGE_ROOTS : count;
	page->roots = arena_array(call->request->arena, shown, sizeof *page->roots);
	for (size_t i = 0; page->roots && i < shown; i++) {
		char line[AUDIT_ROOT_LINE_LENGTH];
		audit_root_line(&roots[i], line);
		page->roots[page->roots_count++] = (struct page_audit_root){
			.number = roots[i].number,
			.made = moment_of(call, roots[i].made_at),
			.line = text_copy(call->request->arena, text_of(line)),
		};
	}
	page->roots_shown = shown > 0;
	page->older_shown = count > shown;
	if (page->older_shown)
		page->older_href =
			visit_address(call, "/audit/roots?before=%d", (int)roots[shown - 1].number);
	page->self = visit_address(call, "/audit/roots");
	page->audit_href = visit_address(call, "/audit");
	page->lines_href = visit_address(call, "/audit/roots.txt");
	return page->roots && page->self.start && page->audit_href.start && page->lines_href.start;
}

void web_audit_roots(const struct web_call *call)
{
	int32_t before;
	size_t count;
	struct audit_root *roots;
	struct page_audit_roots page = {.line = TEXT("")};
	struct fault fault = {.status = STATUS_OK};
	enum status status = before_number(call, &before, &fault);
	if (status == STATUS_OK) // one more tells whether there are older ones
		status = read(call, before, PAGE_ROOTS + 1, &roots, &count, &fault);
	if (status == STATUS_OK)
		status = compare(call, &page, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_AUDIT, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(call, roots, count, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_audit_roots(&call->response->body, call->language, &page);
}

// As plimsoll audit verify --root takes them.
void web_audit_lines(const struct web_call *call)
{
	size_t count;
	struct audit_root *roots;
	struct fault fault = {.status = STATUS_OK};
	if (read(call, INT32_MAX, LINES_ROOTS, &roots, &count, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	answer_begin(call->request, call->response, 200, "text/plain; charset=utf-8");
	http_response_header(call->request, call->response, "Cache-Control", TEXT("no-store"));
	http_response_header(call->request, call->response, "Content-Disposition",
		TEXT("attachment; filename=\"plimsoll-roots.txt\""));
	for (size_t i = count; i-- > 0;) {
		char line[AUDIT_ROOT_LINE_LENGTH];
		audit_root_line(&roots[i], line);
		builder_format(&call->response->body, "%s\n", line);
	}
}
