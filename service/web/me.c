// SPDX-License-Identifier: MIT
// A person's own account: the role they work in, their calendars, signing out everywhere. Links are
// the recorder's to make and to list, so these pages go on to its lane once it is known who asks.
#include "app/feeds/link.h"
#include "store/accounts.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

#define DEVICE_LABEL_MOST 60 // characters of UTF-8 are up to four times as many bytes

static enum status read_account(
	const struct web_call *call, struct web_visit *visit, struct fault *fault)
{
	struct person_id person = visit->session.person;
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = app_begin(connection, &person, NULL, fault);
	if (status == STATUS_OK)
		status =
			account_own(connection, person, false, call->request->arena, &visit->account, fault);
	return transaction_end(connection, status, fault);
}

// Finds who asks, and goes on to the recorder's lane.
void web_me(const struct web_call *call)
{
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (read_account(call, visit, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		call->response->found = visit;
}

// What a person's own calendar shows follows from the role they work in.
static struct feed_link own_link(const struct web_call *call, const struct setting *setting)
{
	enum role role = call->visit->session.role;
	bool leads = role == ROLE_SUPERVISOR || role == ROLE_FACILITATOR;
	return (struct feed_link){
		.organisation = setting->organisation.id,
		.of = leads ? FEED_OF_HOST : FEED_OF_PERSON,
		.person = call->visit->session.person,
		.created_at = call->worker->options->now(),
	};
}

// "Google Calendar, 9 hours ago", of the program that read it last.
static struct text last_read(const struct web_call *call, const struct link_seen *seen)
{
	struct text_builder ago;
	if (!seen->read_count)
		return words(call->language, MESSAGE("not read yet"));
	builder_init(&ago);
	words_ago(&ago, call->language, seen->reads[0].read_at, call->worker->options->now(),
		&call->worker->zone);
	const struct place places[] = {
		{"program", text_of(reads_client_name(seen->reads[0].client))},
		{"ago", builder_view(&ago)},
	};
	struct text said = moment_sentence(
		call, words(call->language, MESSAGE("last read: {program}, {ago}")), places, 2);
	builder_done(&ago);
	return said;
}

static enum status fill_links(const struct web_call *call, const struct setting *setting,
	struct connection *connection, struct page_me *page, struct fault *fault)
{
	struct feed_link link = own_link(call, setting);
	struct link_seen *list;
	size_t count;
	struct audit_actor by = visit_actor(call);
	enum status status =
		feed_link_list(connection, &link, &by, call->request->arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	page->links = arena_array(call->request->arena, count, sizeof *page->links);
	for (size_t i = 0; page->links && i < count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		struct place place = {"date", moment_day(call, list[i].link.created_at)};
		uuid_format(list[i].link.id.uuid, id);
		page->links[page->links_count++] = (struct page_link){
			.label = list[i].link.label,
			.made =
				moment_sentence(call, words(call->language, MESSAGE("made: {date}")), &place, 1),
			.read = last_read(call, &list[i]),
			.end_href = visit_address(call, "/me/feeds/%s/end", id),
		};
	}
	page->links_shown = page->links_count > 0;
	return page->links ? STATUS_OK : fault_memory(fault);
}

static bool fill_roles(const struct web_call *call, struct page_me *page)
{
	const struct account *account = &call->visit->account;
	page->name = account->display_name;
	page->role = label_of_role(call, call->visit->session.role);
	page->others = arena_array(call->request->arena, ROLE_COUNT, sizeof *page->others);
	for (unsigned i = 0; page->others && i < ROLE_COUNT; i++) {
		if (role_set_has(account->roles, (enum role)i) && i != call->visit->session.role)
			page->others[page->others_count++] =
				(struct page_choice){.code = text_of(role_name((enum role)i)),
					.label = label_of_role(call, (enum role)i)};
	}
	page->others_shown = page->others_count > 0;
	return page->others;
}

static void show(const struct web_call *call, const struct setting *setting,
	struct connection *connection, struct text made)
{
	struct page_me page = {.made_shown = made.length > 0, .made = made};
	struct fault fault = {.status = STATUS_OK};
	enum status status = fill_links(call, setting, connection, &page, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_LINKS, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill_roles(call, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.role_href = visit_address(call, "/me/role");
	page.make_href = visit_address(call, "/me/feeds");
	page.who_href = visit_address(call, "/who-can-see");
	page.access_log_href = visit_address(call, "/me/access-log");
	page.sign_in_href = visit_address(call, "/me/sign-in");
	page.everywhere_href = visit_address(call, "/me/sign-out-everywhere");
	visit_answer(call, 200);
	page_me(&call->response->body, call->language, &page);
}

static enum status begin(const struct web_call *call, const struct setting **setting,
	struct connection **connection, struct fault *fault)
{
	enum status status = web_setting(call->worker, setting, fault);
	return status == STATUS_OK ? web_connection(call->worker, connection, fault) : status;
}

void web_me_recorded(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	if (begin(call, &setting, &connection, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		show(call, setting, connection, TEXT(""));
}

// The address of a new link, which is shown in the answer to the form and never again.
static struct text link_address(const struct web_call *call, const struct token *token)
{
	struct text_builder address;
	const char *url = call->worker->options->url;
	struct text host = http_request_header(call->request, "Host");
	builder_init(&address);
	if (url)
		builder_string(&address, url);
	else
		builder_format(&address, "http://%.*s", TEXT_ARGUMENTS(host));
	builder_format(&address, "/f/%s.ics", token->text);
	struct text copy = address.failed ? (struct text){NULL, 0}
									  : text_copy(call->request->arena, builder_view(&address));
	builder_done(&address);
	return copy;
}

void web_feed_made(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct token token;
	struct fault fault = {.status = STATUS_OK};
	struct arena *arena = call->request->arena;
	struct text label = form_field(call->request->body, "label", arena);
	struct text detail = form_field(call->request->body, "detail", arena);
	enum status status = begin(call, &setting, &connection, &fault);
	label = label.start ? text_trim(label) : TEXT("");
	if (status == STATUS_OK && (!label.length || label.length > DEVICE_LABEL_MOST * 4))
		status = fault_set(&fault, STATUS_INVALID, "label", "A link needs a name.");
	if (status == STATUS_OK) {
		struct feed_link link = own_link(call, setting);
		link.detail = detail.start && text_is(detail, "type") ? FEED_TYPE : FEED_NEUTRAL;
		struct audit_actor by = visit_actor(call);
		status = feed_link_make(connection, &link, label, &by, &token, &fault);
	}
	if (status == STATUS_OK)
		show(call, setting, connection, link_address(call, &token));
	else
		visit_fault(call, &fault);
}

void web_feed_ended(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct link_id id;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &setting, &connection, &fault);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &id.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = feed_link_end_own(
			connection, setting->organisation.id, call->visit->session.person, id, &by, &fault);
	}
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		visit_redirect(call, visit_address(call, "/me"));
	else
		visit_fault(call, &fault);
}

void web_role(const struct web_call *call)
{
	struct connection *connection;
	struct token token;
	enum role role;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	struct text wanted = form_field(call->request->body, "role", call->request->arena);
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK && (!wanted.start || !role_parse(wanted, &role)))
		status = fault_set(&fault, STATUS_INVALID, "role", "There is no such role.");
	if (status == STATUS_OK)
		status = switch_role(call->worker->options->accounts, connection, visit->token, role,
			call->worker->options->now(), &token, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_redirect(call, visit_address(call, "/"));
	visit_set_cookie(call, COOKIE_SESSION, text_of(token.text), "/", -1);
}

void web_sign_out_everywhere(const struct web_call *call)
{
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = sign_out_everywhere(
			connection, visit->session.person, call->worker->options->now(), &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/sign-in?ended"));
	else
		visit_fault(call, &fault);
}
