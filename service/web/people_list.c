// SPDX-License-Identifier: MIT
// Everybody who has an account, as an administrator looks for them. In the recorder's lane.
#include "web/handlers.h"
#include "web/label.h"
#include "web/moment.h"
#include "web/person.h"
#include "web/query.h"
#include "words/words.h"

#define PAGE_ROWS 50
#define PART_MOST 120 // bytes

enum status person_named(const struct web_call *call, struct person_id *out, struct fault *fault)
{
	return uuid_parse(call->variables[0], &out->uuid)
			   ? STATUS_OK
			   : fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
}

struct text person_address(const struct web_call *call, struct person_id person, const char *more)
{
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(person.uuid, id);
	return visit_address(call, "/admin/people/%s%s", id, more);
}

struct text person_state(const struct web_call *call, const struct directory_entry *entry)
{
	const struct account *account = &entry->listed.account;
	if (account->left)
		return words(call->language, MESSAGE("Left"));
	if (entry->leaves_at.seconds != INSTANT_NEVER.seconds) {
		struct instant last = instant_later(entry->leaves_at, -1);
		struct place place = {"date", moment_date(call, last)};
		return place.value.start
				   ? moment_sentence(
						 call, words(call->language, MESSAGE("Last day: {date}")), &place, 1)
				   : place.value;
	}
	return words(call->language, account->has_password ? MESSAGE("Active") : MESSAGE("Invited"));
}

struct text person_roles(const struct web_call *call, struct role_set roles)
{
	struct text_builder out;
	builder_init(&out);
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		if (!role_set_has(roles, (enum role)i))
			continue;
		builder_string(&out, out.length ? ", " : "");
		builder_add(&out, label_of_role(call, (enum role)i));
	}
	struct text copy =
		out.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&out));
	builder_done(&out);
	return copy;
}

struct text person_profile(const struct web_call *call, struct text profile)
{
	const struct policy_profile *known = policy_profile(&call->worker->setting.policy, profile);
	return known ? label_in(call, known->label) : words(call->language, MESSAGE("–"));
}

static bool fill_rows(const struct web_call *call, const struct directory_person *people,
	size_t count, struct page_people *page)
{
	page->rows = arena_array(call->request->arena, count, sizeof *page->rows);
	for (size_t i = 0; page->rows && i < count; i++) {
		const struct listed_account *listed = &people[i].entry.listed;
		struct page_people_row row = {
			.href = person_address(call, listed->account.person, ""),
			.name = listed->account.display_name,
			.reference = listed->reference,
			.team = people[i].team,
			.profile = person_profile(call, people[i].entry.profile),
			.manager = people[i].manager_name,
			.roles = person_roles(call, listed->account.roles),
			.state = person_state(call, &people[i].entry),
		};
		if (!row.href.start || !row.roles.start || !row.state.start)
			return false;
		page->rows[page->rows_count++] = row;
	}
	page->rows_shown = count > 0;
	return page->rows;
}

// The address of the page after a person; the part goes with it, percent-encoded.
static struct text next_address(
	const struct web_call *call, struct text part, struct person_id after)
{
	char id[UUID_TEXT_LENGTH + 1];
	struct text_builder encoded;
	uuid_format(after.uuid, id);
	builder_init(&encoded);
	for (size_t i = 0; i < part.length; i++)
		builder_format(&encoded, "%%%02X", (unsigned char)part.start[i]);
	struct text address = encoded.failed ? (struct text){NULL, 0}
										 : visit_address(call, "/admin/people?after=%s&q=%.*s", id,
											   TEXT_ARGUMENTS(builder_view(&encoded)));
	builder_done(&encoded);
	return address;
}

static enum status read_look(
	const struct web_call *call, struct directory_look *out, struct fault *fault)
{
	struct text part = form_field(call->request->query, "q", call->request->arena);
	struct text after = query_value(call->request->query, "after", call->request->arena);
	*out = (struct directory_look){
		.part = part.start ? text_trim(part) : TEXT(""),
		.most = PAGE_ROWS + 1, // tells whether there are more
	};
	if (out->part.length > PART_MOST)
		return fault_set(fault, STATUS_INVALID, "q", "This is longer than any name.");
	if (after.start && !uuid_parse(after, &out->after.uuid))
		return fault_set(fault, STATUS_NOT_FOUND, "after", "There is no such place.");
	return STATUS_OK;
}

static enum status read(const struct web_call *call, struct page_people *page, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	struct directory_look look;
	struct directory_person *people;
	size_t count = 0;
	enum status status = read_look(call, &look, fault);
	if (status == STATUS_OK)
		status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	struct audit_actor by = visit_actor(call);
	status = directory_look(connection, &by, &look, call->request->arena, &people, &count, fault);
	if (status != STATUS_OK)
		return status;
	size_t shown = count > PAGE_ROWS ? PAGE_ROWS : count;
	page->part = look.part;
	page->searched = look.part.length > 0;
	page->self = visit_address(call, "/admin/people");
	page->first_href = page->self;
	page->first_shown = !uuid_is_nil(look.after.uuid) || page->searched;
	page->next_shown = count > shown;
	if (page->next_shown)
		page->next_href =
			next_address(call, look.part, people[shown - 1].entry.listed.account.person);
	if (!fill_rows(call, people, shown, page) || !page->self.start ||
		(page->next_shown && !page->next_href.start))
		return fault_memory(fault);
	return STATUS_OK;
}

void web_people_recorded(const struct web_call *call)
{
	struct page_people page = {.searched = false};
	struct fault fault = {.status = STATUS_OK};
	enum status status = read(call, &page, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_STAFF, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_people(&call->response->body, call->language, &page);
}
