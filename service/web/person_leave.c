// SPDX-License-Identifier: MIT
// The page that asks whether somebody leaves, and says what ends. In words: how much somebody has
// booked or which calendars they follow is not the administrator's to know.
#include "app/accounts/administer.h"
#include "core/language.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/person.h"
#include "words/words.h"

#define ATTEMPTS 5 // the engine may be in the way

static bool fill(const struct web_call *call, const struct directory_person *person,
	const struct directory_ending *ending, struct page_person_leave *page)
{
	const struct account *account = &person->entry.listed.account;
	page->self = person_address(call, account->person, "/leave");
	page->person_href = person_address(call, account->person, "");
	page->name = account->display_name;
	page->leads = ending->leads.count;
	page->leads_shown = ending->leads.count > 0;
	page->reports = (int64_t)ending->reports;
	page->reports_shown = ending->reports > 0;
	if (page->leads_shown) {
		page->first = moment_date(call, ending->leads.first);
		page->last = moment_date(call, ending->leads.last);
	}
	return page->self.start && page->person_href.start &&
		   (!page->leads_shown || (page->first.start && page->last.start));
}

static enum status begin(const struct web_call *call, struct person_id *person,
	struct connection **connection, struct fault *fault)
{
	const struct setting *setting;
	enum status status = person_named(call, person, fault);
	if (status == STATUS_OK)
		status = web_setting(call->worker, &setting, fault);
	return status == STATUS_OK ? web_connection(call->worker, connection, fault) : status;
}

static enum status read(
	const struct web_call *call, struct page_person_leave *page, struct fault *fault)
{
	struct person_id id;
	struct connection *connection;
	struct directory_person person;
	struct directory_ending ending = {0};
	enum status status = begin(call, &id, &connection, fault);
	if (status != STATUS_OK)
		return status;
	struct audit_actor by = visit_actor(call);
	status =
		directory_look_ahead(connection, &by, id, call->request->arena, &person, &ending, fault);
	if (status == STATUS_OK && person.entry.listed.account.left)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "This person has left.");
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_STAFF, TAB_NONE, &page->frame, fault);
	if (status == STATUS_OK && !fill(call, &person, &ending, page))
		status = fault_memory(fault);
	return status;
}

static void show(const struct web_call *call, struct page_person_leave *page, unsigned code)
{
	struct fault fault = {.status = STATUS_OK};
	if (read(call, page, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, code);
	page_person_leave(&call->response->body, call->language, page);
}

void web_person_leave_page(const struct web_call *call)
{
	show(call, &(struct page_person_leave){.problem_shown = false}, 200);
}

static enum status leave(const struct web_call *call, struct person_id *person, struct fault *fault)
{
	struct connection *connection;
	struct leaving leaving;
	enum status status = begin(call, person, &connection, fault);
	int left = ATTEMPTS;
	while (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = account_end(connection, &by, *person, &leaving, fault);
		if (status != STATUS_RETRY || --left == 0)
			break;
		fault_clear(fault);
		status = STATUS_OK;
	}
	return status;
}

void web_person_left(const struct web_call *call)
{
	struct person_id person;
	struct fault fault = {.status = STATUS_OK};
	enum status status = leave(call, &person, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, person_address(call, person, "?done=left"));
	else if (status == STATUS_DENIED)
		show(call,
			&(struct page_person_leave){
				.problem = words(call->language, fault.message), .problem_shown = true},
			400);
	else
		visit_fault(call, &fault);
}
