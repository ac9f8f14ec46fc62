// SPDX-License-Identifier: MIT
// One person as administrators see them. In the recorder's lane.
#include "web/person.h"

#include "core/language.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/moment.h"
#include "web/query.h"
#include "words/words.h"

static bool fill_roles(const struct web_call *call, struct role_set roles, struct page_person *page)
{
	page->roles = arena_array(call->request->arena, ROLE_COUNT, sizeof *page->roles);
	for (unsigned i = 0; page->roles && i < ROLE_COUNT; i++)
		page->roles[page->roles_count++] = (struct page_choice){
			.code = text_of(role_name((enum role)i)),
			.label = label_of_role(call, (enum role)i),
			.chosen = role_set_has(roles, (enum role)i),
		};
	return page->roles;
}

static bool fill(
	const struct web_call *call, const struct directory_person *person, struct page_person *page)
{
	const struct listed_account *listed = &person->entry.listed;
	const struct account *account = &listed->account;
	struct role_set facilitator = {0};
	role_set_add(&facilitator, ROLE_FACILITATOR);
	page->self = person_address(call, account->person, "");
	page->leave_href = person_address(call, account->person, "/leave");
	page->people_href = visit_address(call, "/admin/people");
	page->manager_shown = !uuid_is_nil(person->manager.uuid);
	page->manager_href = person_address(call, person->manager, "");
	page->name = account->display_name;
	page->reference = listed->reference;
	page->sign_in_name = account->sign_in_name;
	page->team = person->team;
	page->profile = person_profile(call, person->entry.profile);
	page->manager = person->manager_name;
	page->state = person_state(call, &person->entry);
	page->language =
		language_name(text_is(account->language, "cy") ? LANGUAGE_WELSH : LANGUAGE_ENGLISH);
	page->own = uuid_equal(account->person.uuid, call->visit->session.person.uuid);
	page->left = !page->own && account->left;
	page->other = !page->own && !account->left;
	page->second_step = account->has_totp;
	page->external_offered = account->roles.bits == facilitator.bits;
	return page->self.start && page->leave_href.start && page->people_href.start &&
		   page->manager_href.start && page->state.start && fill_roles(call, account->roles, page);
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

void person_show(const struct web_call *call, const struct page_person *shown, unsigned code)
{
	struct page_person page = *shown;
	struct person_id id;
	struct connection *connection;
	struct directory_person person;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &id, &connection, &fault);
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = directory_look_at(connection, &by, id, call->request->arena, &person, &fault);
	}
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_STAFF, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(call, &person, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, code);
	page_person(&call->response->body, call->language, &page);
}

static const struct {
	const char *code, *notice;
} notices[] = {
	{"roles", MESSAGE("The roles are changed. What they work in changes with their next page.")},
	{"signed-out", MESSAGE("All their sessions are ended. They can sign in again.")},
	{"left", MESSAGE("They have left. Their sessions, links and calendars are ended.")},
};

void web_person_recorded(const struct web_call *call)
{
	struct page_person page = {.notice_shown = false};
	struct text done = query_value(call->request->query, "done", call->request->arena);
	for (size_t i = 0; done.start && i < sizeof notices / sizeof notices[0]; i++)
		if (text_is(done, notices[i].code))
			page.notice = words(call->language, notices[i].notice);
	page.notice_shown = page.notice.length > 0;
	person_show(call, &page, 200);
}
