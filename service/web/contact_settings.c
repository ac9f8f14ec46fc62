// SPDX-License-Identifier: MIT
// The administrator's page of the clinicians who are asked to contact people. It shows who they
// are, and nothing of whom they contact.
#include "app/contacts/contacts.h"
#include "web/handlers.h"
#include "web/query.h"
#include "web/visit.h"

#define NAMED_LIMIT 50

static enum status read(const struct web_call *call, struct connection **connection,
	struct contact_clinician **out, size_t *count, struct fault *fault)
{
	const struct setting *setting;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, connection, fault);
	if (status != STATUS_OK)
		return status;
	return contact_clinicians(*connection, setting->organisation.id, call->worker->options->now(),
		call->request->arena, out, count, fault);
}

static bool fill(const struct web_call *call, const struct contact_clinician *list, size_t count,
	struct page_contact_settings *page)
{
	struct arena *arena = call->request->arena;
	page->clinicians = arena_array(arena, count, sizeof *page->clinicians);
	page->nobody = true;
	for (size_t i = 0; page->clinicians && i < count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		uuid_format(list[i].who.person.uuid, id);
		page->clinicians[page->clinicians_count++] = (struct page_contact_clinician){
			.code = text_copy(arena, text_of(id)),
			.name = list[i].who.name,
			.chosen = list[i].named,
			.outside = list[i].outside,
		};
		page->nobody &= !(list[i].named && list[i].outside);
	}
	page->clinicians_shown = page->clinicians_count > 0;
	return page->clinicians;
}

static void show(const struct web_call *call, bool wrong)
{
	struct page_contact_settings page = {.wrong = wrong};
	struct connection *connection;
	struct contact_clinician *list;
	size_t count;
	struct fault fault = {.status = STATUS_OK};
	enum status status = read(call, &connection, &list, &count, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_SETTINGS, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(call, list, count, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.action = visit_address(call, "/admin/contact");
	page.saved = query_value(call->request->query, "saved", call->request->arena).start;
	visit_answer(call, wrong ? 400 : 200);
	page_contact_settings(&call->response->body, call->language, &page);
}

void web_contact_settings(const struct web_call *call)
{
	show(call, false);
}

static enum status save(const struct web_call *call, struct fault *fault)
{
	struct text values[NAMED_LIMIT];
	struct person_id clinicians[NAMED_LIMIT];
	struct connection *connection;
	struct contact_clinician *list;
	size_t known;
	size_t count =
		form_fields(call->request->body, "clinician", call->request->arena, values, NAMED_LIMIT);
	if (count > NAMED_LIMIT)
		return fault_set(fault, STATUS_INVALID, "clinician", "There are too many.");
	for (size_t i = 0; i < count; i++)
		if (!uuid_parse(values[i], &clinicians[i].uuid))
			return fault_set(fault, STATUS_INVALID, "clinician", "There is no such clinician.");
	enum status status = read(call, &connection, &list, &known, fault);
	if (status != STATUS_OK)
		return status;
	struct audit_actor by = visit_actor(call);
	return contacts_name(connection, &by, clinicians, count, fault);
}

void web_contact_settings_changed(const struct web_call *call)
{
	struct fault fault = {.status = STATUS_OK};
	enum status status = save(call, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/admin/contact?saved=1"));
	else if (status == STATUS_INVALID)
		show(call, true);
	else
		visit_fault(call, &fault);
}
