// SPDX-License-Identifier: MIT
// Asking a clinician to contact somebody: what the person is told, and the clinician's list. It is
// read as the web role, which sees of others only whom the clinician is asked to contact, and that
// is on the trail of each.
#include "app/contacts/contacts.h"
#include "web/contact_notice.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "words/words.h"

#define COUNTED_DAYS 28

enum status contact_notice(const struct web_call *call, const struct web_visit *visit,
	const struct contact_own *own, struct page_contact_notice *out, struct fault *fault)
{
	*out = (struct page_contact_notice){.shown = own->there && own->asked.length > 0};
	if (!out->shown)
		return STATUS_OK;
	const struct place places[] = {{"name", own->asked}, {"date", moment_of(call, own->due)}};
	out->listed = own->listed;
	out->sentence = moment_sentence(call,
		words(call->language, own->listed ? MESSAGE("{name} is asked to contact you.")
										  : MESSAGE("We will ask {name} to contact you: {date}.")),
		places, 2);
	out->stop_href = visit_address(call, "/me/contact/stop");
	out->csrf = text_of(visit->csrf);
	return out->sentence.start && out->stop_href.start ? STATUS_OK : fault_memory(fault);
}

static enum status recorder_of(
	const struct web_call *call, struct connection **connection, struct fault *fault)
{
	const struct setting *setting;
	enum status status = web_setting(call->worker, &setting, fault);
	return status == STATUS_OK ? web_connection(call->worker, connection, fault) : status;
}

void web_contact_stopped(const struct web_call *call)
{
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	enum status status = recorder_of(call, &connection, &fault);
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = contacts_stop(connection, &by, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/offers?done=stopped"));
	else
		visit_fault(call, &fault);
}

void web_contacts(const struct web_call *call)
{
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK) {
		struct web_call own = *call;
		own.visit = visit;
		struct audit_actor by = visit_actor(&own);
		status = contacts_see(
			connection, &by, call->request->arena, &visit->people, &visit->people_count, &fault);
	}
	if (status == STATUS_OK)
		call->response->found = visit; // on to the recorder's lane, for the names
	else
		visit_fault(call, &fault);
}

static enum status fill_items(const struct web_call *call, struct connection *connection,
	struct page_contacts *page, struct fault *fault)
{
	const struct web_visit *visit = call->visit;
	struct person_name *names;
	size_t count;
	enum status status = account_names(connection, visit->people, visit->people_count,
		call->request->arena, &names, &count, fault);
	if (status != STATUS_OK)
		return status;
	page->items = arena_array(call->request->arena, count, sizeof *page->items);
	if (!page->items)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		uuid_format(names[i].person.uuid, id);
		page->items[page->items_count++] = (struct page_contact_item){
			.name = names[i].name, .made_href = visit_address(call, "/contact/%s/made", id)};
	}
	page->items_shown = page->items_count > 0;
	return STATUS_OK;
}

// Whether this clinician is one of those who are asked.
static enum status fill_named(const struct web_call *call, struct connection *connection,
	struct page_contacts *page, struct fault *fault)
{
	struct contact_clinician *list;
	size_t count;
	enum status status = contact_clinicians(connection, call->worker->setting.organisation.id,
		call->worker->options->now(), call->request->arena, &list, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		page->named |= list[i].named && list[i].outside &&
					   uuid_equal(list[i].who.person.uuid, call->visit->session.person.uuid);
	return status;
}

void web_contacts_named(const struct web_call *call)
{
	struct connection *connection;
	struct page_contacts page = {.items_shown = false};
	struct fault fault = {.status = STATUS_OK};
	enum status status = recorder_of(call, &connection, &fault);
	if (status == STATUS_OK)
		status = fill_items(call, connection, &page, &fault);
	if (status == STATUS_OK)
		status = fill_named(call, connection, &page, &fault);
	if (status == STATUS_OK)
		status = contact_count(connection, call->worker->setting.organisation.id,
			instant_later(call->worker->options->now(), -COUNTED_DAYS * SECONDS_PER_DAY),
			&page.made_count, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_CONTACTS, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_contacts(&call->response->body, call->language, &page);
}

void web_contact_made(const struct web_call *call)
{
	struct connection *connection;
	struct person_id person;
	struct fault fault = {.status = STATUS_OK};
	enum status status = recorder_of(call, &connection, &fault);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &person.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = contacts_made(connection, &by, person, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/contact"));
	else
		visit_fault(call, &fault);
}
