// SPDX-License-Identifier: MIT
// What is shared with a clinician: the list, and each load while it is. A load is read as the web
// role, which sees it only while the share is in force, and that is on its owner's trail.
#include <math.h>
#include <stdio.h>

#include "core/weighing.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/load_picture.h"
#include "web/moment.h"
#include "web/visit.h"
#include "words/words.h"

#define KIND_DAYS 42 // as the picture

static enum status read_list(
	const struct web_call *call, struct web_visit *visit, struct fault *fault)
{
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = share_begin(
		connection, visit->session.person, NULL, call->worker->options->now(), NULL, fault);
	if (status == STATUS_OK)
		status = shares_with(connection, visit->session.person, call->request->arena,
			&visit->shares, &visit->shares_count, fault);
	return transaction_end(connection, status, fault);
}

void web_shared(const struct web_call *call)
{
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (read_list(call, visit, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		call->response->found = visit; // on to the recorder's lane, for the names
}

static enum status read_names(const struct web_call *call, const struct person_id *people,
	size_t asked, struct person_name **out, size_t *count, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	return account_names(connection, people, asked, call->request->arena, out, count, fault);
}

static struct text name_of(const struct person_name *names, size_t count, struct person_id person)
{
	for (size_t i = 0; i < count; i++) {
		if (uuid_equal(names[i].person.uuid, person.uuid))
			return names[i].name;
	}
	return TEXT("–");
}

static struct text until(const struct web_call *call, struct instant ends_at)
{
	const struct place place = {"date", moment_of(call, ends_at)};
	return moment_sentence(
		call, words(call->language, MESSAGE("shared with you until: {date}")), &place, 1);
}

static enum status fill_list(
	const struct web_call *call, struct page_shared *page, struct fault *fault)
{
	const struct web_visit *visit = call->visit;
	struct person_name *names;
	size_t count;
	struct person_id *people =
		arena_array(call->request->arena, visit->shares_count, sizeof *people);
	page->items = arena_array(call->request->arena, visit->shares_count, sizeof *page->items);
	if (!people || !page->items)
		return fault_memory(fault);
	for (size_t i = 0; i < visit->shares_count; i++)
		people[i] = visit->shares[i].other;
	enum status status = read_names(call, people, visit->shares_count, &names, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < visit->shares_count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		uuid_format(visit->shares[i].id.uuid, id);
		page->items[page->items_count++] = (struct page_shared_item){
			.name = name_of(names, count, visit->shares[i].other),
			.until = until(call, visit->shares[i].ends_at),
			.href = visit_address(call, "/shared/%s", id),
		};
	}
	page->items_shown = page->items_count > 0;
	return status;
}

void web_shared_named(const struct web_call *call)
{
	struct page_shared page = {.items_shown = false};
	struct fault fault = {.status = STATUS_OK};
	enum status status = fill_list(call, &page, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_SHARED_LOAD, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_shared(&call->response->body, call->language, &page);
}

void web_shared_load(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct share_id share;
	struct arena *arena = call->request->arena;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	visit->shared = arena_allocate(arena, sizeof *visit->shared);
	enum status status = visit->shared ? STATUS_OK : fault_memory(&fault);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &share.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK) {
		struct web_call own = *call;
		own.visit = visit;
		struct audit_actor by = visit_actor(&own);
		status = course_read_shared(connection, setting, share, &by, arena, visit->shared, &fault);
	}
	if (status == STATUS_OK)
		call->response->found = visit;
	else
		visit_fault(call, &fault);
}

// How many entries of a kind there were in six weeks, and what is left of all of them.
static void add_kind(const struct web_call *call, const struct course *course,
	const struct policy_category *category, struct page_shared_load *page)
{
	struct text code = category->code;
	struct instant from = instant_later(call->worker->options->now(), -KIND_DAYS * SECONDS_PER_DAY);
	char counted[24], left_text[24];
	size_t count = 0;
	double left = 0;
	for (size_t i = 0; i < course->entry_count; i++) {
		const struct course_entry *entry = &course->entries[i];
		if (!text_equal(entry->exposure.category, code))
			continue;
		count += !instant_before(entry->exposure.occurred_at, from);
		for (size_t j = 0; j < course->line_count; j++) {
			if (!course->lines[j].line->of_trigger && entry->left[j] != COURSE_UNCOUNTED &&
				!isnan(entry->left[j])) {
				left += entry->left[j];
				break;
			}
		}
	}
	if (count == 0 && left < 0.5)
		return;
	snprintf(counted, sizeof counted, "%zu", count);
	snprintf(left_text, sizeof left_text, "%.0f", left);
	const struct place places[] = {{"count", text_of(counted)}, {"left", text_of(left_text)}};
	page->kinds[page->kinds_count++] = (struct page_shared_kind){
		.kind = label_in(call, category->label),
		.amounts = moment_sentence(call,
			words(call->language,
				MESSAGE("entries in six weeks: {count}; load left of all such entries: {left}")),
			places, 2),
	};
}

static bool fill_load(const struct web_call *call, struct page_shared_load *page)
{
	static const struct load_captions captions = {
		.reader = LINE_OTHERS,
		.title = MESSAGE("The load over six weeks, and how it falls in the next two"),
		.line = MESSAGE("The line"),
		.falls = MESSAGE("If nothing more is logged, it falls under the line about {date}."),
		.description =
			MESSAGE("Entries in six weeks: {entries}. The load today is {load}, and the line is "
					"at {line}."),
	};
	struct arena *arena = call->request->arena;
	const struct course *course = &call->visit->shared->course;
	const struct policy *in_force = &call->worker->setting.policy;
	size_t categories = 0;
	for (const struct policy *policy = in_force; policy; policy = policy->before)
		categories += policy->category_count;
	page->loads = arena_array(arena, course->line_count, sizeof *page->loads);
	page->kinds = arena_array(arena, categories, sizeof *page->kinds);
	if (!page->loads || !page->kinds)
		return false;
	for (size_t i = 0; i < course->line_count; i++) {
		if (!policy_line_shown(course->lines[i].line))
			continue;
		if (!load_picture_of(call, course, i, call->worker->options->now(), &captions,
				&page->loads[page->loads_count++]))
			return false;
	}
	for (const struct policy *policy = in_force; policy; policy = policy->before) {
		for (size_t i = 0; i < policy->category_count; i++) {
			const struct policy_category *category = &policy->categories[i];
			if (weighing_category(in_force, category->code) == category)
				add_kind(call, course, category, page);
		}
	}
	page->kinds_shown = page->kinds_count > 0;
	return true;
}

void web_shared_load_named(const struct web_call *call)
{
	struct page_shared_load page = {.back_href = visit_address(call, "/shared")};
	struct person_name *names;
	size_t count;
	struct fault fault = {.status = STATUS_OK};
	enum status status = read_names(call, &call->visit->shared->person, 1, &names, &count, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_SHARED_LOAD, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill_load(call, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.name = name_of(names, count, call->visit->shared->person);
	visit_answer(call, 200);
	page_shared_load(&call->response->body, call->language, &page);
}
