// SPDX-License-Identifier: MIT
// What administrators change of a person: roles, links to sign in with, signing out, coming back.
// In the recorder's lane. What is made to be shown once is in the answer to the form.
#include "app/accounts/administer.h"
#include "core/language.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/new_link.h"
#include "web/person.h"
#include "web/query.h"
#include "words/words.h"

struct changing {
	const struct web_call *call;
	struct connection *connection;
	struct audit_actor by;
	struct person_id person;
};

static enum status begin(const struct web_call *call, struct changing *out, struct fault *fault)
{
	const struct setting *setting;
	*out = (struct changing){.call = call};
	enum status status = person_named(call, &out->person, fault);
	if (status == STATUS_OK)
		status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &out->connection, fault);
	if (status == STATUS_OK)
		out->by = visit_actor(call);
	return status;
}

static struct text field(const struct web_call *call, const char *name)
{
	struct text value = form_field(call->request->body, name, call->request->arena);
	return value.start ? text_trim(value) : TEXT("");
}

// What was not taken is said on the page; what is the service's fault has its own.
static void show_fault(const struct web_call *call, const struct fault *fault)
{
	struct page_person page = {.problem_shown = true};
	if (fault->status == STATUS_CONFLICT && !text_is(field(call, "change"), "return"))
		page.problem =
			words(call->language, MESSAGE("Somebody else has changed it meanwhile. Look again."));
	else if (fault->status == STATUS_DENIED || fault->status == STATUS_INVALID ||
			 fault->status == STATUS_CONFLICT)
		page.problem = words(call->language, fault->message);
	if (page.problem.start)
		person_show(call, &page, fault->status == STATUS_CONFLICT ? 409 : 400);
	else
		visit_fault(call, fault);
}

static enum status read_roles(
	const struct web_call *call, const char *name, struct role_set *out, struct fault *fault)
{
	struct text names[ROLE_COUNT];
	size_t count = form_fields(call->request->body, name, call->request->arena, names, ROLE_COUNT);
	bool read = count <= ROLE_COUNT;
	*out = (struct role_set){0};
	for (size_t i = 0; read && i < count; i++) {
		enum role role;
		read = role_parse(names[i], &role);
		if (read)
			role_set_add(out, role);
	}
	return read ? STATUS_OK : fault_set(fault, STATUS_INVALID, name, "There is no such role.");
}

static void change_roles(const struct changing *changing)
{
	const struct web_call *call = changing->call;
	struct role_set known, roles;
	struct fault fault = {.status = STATUS_OK};
	enum status status = read_roles(call, "known", &known, &fault);
	if (status == STATUS_OK)
		status = read_roles(call, "role", &roles, &fault);
	if (status == STATUS_OK)
		status = account_set_roles(
			changing->connection, &changing->by, changing->person, &known, roles, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, person_address(call, changing->person, "?done=roles"));
	else
		show_fault(call, &fault);
}

static void sign_out(const struct changing *changing)
{
	const struct web_call *call = changing->call;
	struct fault fault = {.status = STATUS_OK};
	if (account_sign_out(changing->connection, &changing->by, changing->person, &fault) ==
		STATUS_OK)
		visit_redirect(call, person_address(call, changing->person, "?done=signed-out"));
	else
		show_fault(call, &fault);
}

// The link's address is in this answer and never again.
static void show_link(
	const struct web_call *call, const struct link_made *made, bool welsh, bool without_code)
{
	struct page_person page = {
		.made_shown = true,
		.made =
			{
				.address =
					new_link_address(call, "%s/welcome/%s", welsh ? "/cy" : "", made->token.text),
				.until = moment_of(call, made->expires_at),
				.invitation = made->purpose == LINK_INVITATION,
				.reset = made->purpose == LINK_RESET,
				.external = made->purpose == LINK_EXTERNAL,
				.without_code = without_code,
			},
	};
	if (page.made.address.start && page.made.until.start)
		person_show(call, &page, 200);
	else
		visit_fault(call, &(struct fault){.status = STATUS_MEMORY});
}

static bool is_ticked(const struct web_call *call, const char *name)
{
	return text_is(field(call, name), "yes");
}

static enum status read_entry(
	const struct changing *changing, struct directory_entry *out, struct fault *fault)
{
	return directory_read(changing->connection, changing->by.organisation, changing->person,
		changing->call->request->arena, out, fault);
}

static void make_link(const struct changing *changing)
{
	const struct web_call *call = changing->call;
	struct link_made made;
	struct directory_entry entry;
	struct fault fault = {.status = STATUS_OK};
	bool without_code = is_ticked(call, "without_code");
	enum status status = read_entry(changing, &entry, &fault);
	if (status == STATUS_OK)
		status = account_link(changing->connection, &changing->by, changing->person,
			is_ticked(call, "external"), without_code, &made, &fault);
	if (status == STATUS_OK)
		show_link(call, &made, text_is(entry.listed.account.language, "cy"), without_code);
	else
		show_fault(call, &fault);
}

// Somebody who had left comes back, with the roles they had and an invitation.
static void bring_back(const struct changing *changing)
{
	const struct web_call *call = changing->call;
	struct link_made made;
	struct directory_entry entry;
	struct fault fault = {.status = STATUS_OK};
	enum status status = read_entry(changing, &entry, &fault);
	if (status == STATUS_OK) {
		const struct new_account account = {
			.reference = entry.listed.reference,
			.display_name = entry.listed.account.display_name,
			.sign_in_name = field(call, "sign_in_name"),
			.roles = entry.listed.account.roles,
			.language = entry.listed.account.language,
		};
		status = account_open(changing->connection, &call->worker->setting.organisation,
			&changing->by, &account, &made, &fault);
	}
	if (status == STATUS_OK)
		show_link(call, &made, text_is(entry.listed.account.language, "cy"), false);
	else
		show_fault(call, &fault);
}

void web_person_changed(const struct web_call *call)
{
	static const struct {
		const char *name;
		void (*change)(const struct changing *changing);
	} changes[] = {{"roles", change_roles}, {"link", make_link}, {"sign-out", sign_out},
		{"return", bring_back}};
	struct changing changing;
	struct fault fault = {.status = STATUS_OK};
	struct text wanted = field(call, "change");
	size_t i = 0, count = sizeof changes / sizeof changes[0];
	while (i < count && !text_is(wanted, changes[i].name))
		i++;
	enum status status = begin(call, &changing, &fault);
	if (status == STATUS_OK && i == count)
		status = fault_set(&fault, STATUS_NOT_FOUND, "change", "There is no such change.");
	if (status == STATUS_OK)
		changes[i].change(&changing);
	else
		visit_fault(call, &fault);
}
