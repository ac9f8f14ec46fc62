// SPDX-License-Identifier: MIT
// Who looked at a person's record. What is on their trail is read as the web role, which sees that
// chain alone; what those who are named on it are called is the recorder's to tell.
#include "app/audits/audit.h"
#include "store/accounts.h"
#include "web/act_words.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

#define PAGE_ENTRIES 50

static int32_t before_number(const struct web_call *call)
{
	int64_t number;
	struct text before = query_value(call->request->query, "before", call->request->arena);
	if (!before.start || !text_to_integer(before, &number) || number < 1 || number > INT32_MAX)
		return INT32_MAX;
	return (int32_t)number;
}

static enum status read_trail(
	const struct web_call *call, struct web_visit *visit, struct fault *fault)
{
	struct connection *connection;
	struct person_id person = visit->session.person;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	// One more tells whether there are older ones.
	status = audit_seen(connection, person, before_number(call), PAGE_ENTRIES + 1,
		call->request->arena, &visit->trail, &visit->trail_count, fault);
	return transaction_end(connection, status, fault);
}

void web_access_log(const struct web_call *call)
{
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (read_trail(call, visit, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		call->response->found = visit; // on to the recorder's lane
}

static enum status read_names(
	const struct web_call *call, struct person_name **out, size_t *count, struct fault *fault)
{
	const struct web_visit *visit = call->visit;
	struct connection *connection;
	struct person_id *people =
		arena_array(call->request->arena, visit->trail_count, sizeof *people);
	size_t asked = 0;
	if (!people)
		return fault_memory(fault);
	for (size_t i = 0; i < visit->trail_count; i++) {
		if (!visit->trail[i].erased && visit->trail[i].actor == AUDIT_BY_PERSON)
			people[asked++] = visit->trail[i].person;
	}
	enum status status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	return account_names(connection, people, asked, call->request->arena, out, count, fault);
}

static struct text who(const struct web_call *call, const struct audit_entry *entry,
	const struct person_name *names, size_t count)
{
	if (entry->actor == AUDIT_BY_PERSON &&
		uuid_equal(entry->person.uuid, call->visit->session.person.uuid))
		return words(call->language, MESSAGE("You"));
	for (size_t i = 0; entry->actor == AUDIT_BY_PERSON && i < count; i++) {
		if (uuid_equal(entry->person.uuid, names[i].person.uuid))
			return names[i].name;
	}
	return words(call->language, actor_words(entry->actor));
}

static struct page_access access_of(const struct web_call *call, const struct audit_entry *entry,
	const struct person_name *names, size_t count)
{
	struct page_access access = {.erased = entry->erased};
	if (entry->erased)
		return access;
	access.who = who(call, entry, names, count);
	access.what = words(call->language, act_words(entry->action));
	access.when = moment_of(call, entry->at);
	access.role_shown = entry->actor == AUDIT_BY_PERSON && entry->role != ROLE_COUNT;
	if (access.role_shown)
		access.role = label_of_role(call, entry->role);
	return access;
}

static enum status fill(
	const struct web_call *call, struct page_access_log *page, struct fault *fault)
{
	const struct web_visit *visit = call->visit;
	struct person_name *names;
	size_t names_count, shown = visit->trail_count;
	enum status status = read_names(call, &names, &names_count, fault);
	if (status != STATUS_OK)
		return status;
	page->older_shown = shown > PAGE_ENTRIES;
	if (page->older_shown)
		shown = PAGE_ENTRIES;
	page->entries = arena_array(call->request->arena, shown, sizeof *page->entries);
	for (size_t i = 0; page->entries && i < shown; i++)
		page->entries[page->entries_count++] =
			access_of(call, &visit->trail[i], names, names_count);
	page->entries_shown = shown > 0;
	page->newest_shown = before_number(call) != INT32_MAX;
	page->newest_href = visit_address(call, "/me/access-log");
	if (page->older_shown)
		page->older_href =
			visit_address(call, "/me/access-log?before=%d", (int)visit->trail[shown - 1].number);
	page->me_href = visit_address(call, "/me");
	return page->entries ? STATUS_OK : fault_memory(fault);
}

void web_access_log_named(const struct web_call *call)
{
	const struct setting *setting;
	struct page_access_log page = {0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = web_setting(call->worker, &setting, &fault); // with the zone
	if (status == STATUS_OK)
		status = fill(call, &page, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_ACCESS_LOG, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_access_log(&call->response->body, call->language, &page);
}
